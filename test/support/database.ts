import pg from 'pg';

let count = 0;

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Clones the migrated template, or creates an empty database. */
export async function createDatabase(template = String(process.env.TEST_TEMPLATE)): Promise<TestDatabase> {
  const serverUrl = String(process.env.TEST_SERVER_URL);
  count += 1;
  const name = `test_${process.pid}_${Date.now()}_${count}`;
  await asAdmin(serverUrl, `create database ${name} template ${template}`);
  return {
    url: Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href,
    drop: () => asAdmin(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

async function asAdmin(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
