import { type EntityClass } from '@mikro-orm/core';
import { connectDatabase, type Database } from './connect-database.ts';

const POOL_SIZE = 5;

/** Connects to a copy of the database, with the entities of `orm`. It connects when it is first read, so it may be away at the start. */
export async function connectReplica(orm: Database, url: string): Promise<Database> {
  return connectDatabase({ url, entities: orm.config.get('entities') as EntityClass[], poolSize: POOL_SIZE });
}
