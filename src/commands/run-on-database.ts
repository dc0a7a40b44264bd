import { type Logger } from 'pino';
import { type Database } from '../database/connect-database.ts';
import { pendingMigrations } from '../database/migrations.ts';
import { createLog } from '../logging/log.ts';
import { UsageError } from './usage-error.ts';
import { withDatabase } from './with-database.ts';

export interface Surroundings {
  orm: Database;
  log: Logger;
}

/** Reads the arguments and runs the command on a migrated database. Explains how it is used, with exit code 2, after a `UsageError`. */
export async function runOnDatabase<Command>(
  { read, usage }: { read: (args: string[]) => Command; usage: string },
  run: (command: Command, surroundings: Surroundings) => Promise<void>,
): Promise<void> {
  try {
    const command = read(process.argv.slice(2));
    await withDatabase(async (orm) => {
      const pending = await pendingMigrations(orm);
      if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}. Run: npm run migrate`);
      await run(command, { orm, log: createLog({ logLevel: 'error' }) });
    });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  }
}
