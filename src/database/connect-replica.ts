import { connectDatabase, type Database, type DatabaseOptions } from './connect-database.ts';

const POOL_SIZE = 5;

/** Connects to a copy of the database, with the entities of `orm`. It connects when it is first read, so it may be away at the start. */
export async function connectReplica(orm: Database, url: string): Promise<Database> {
  const entities: DatabaseOptions['entities'] = orm.config.get('entities');
  return connectDatabase({ url, entities, poolSize: POOL_SIZE });
}
