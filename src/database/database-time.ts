import { type EntityManager } from '@mikro-orm/postgresql';

export async function databaseTime(em: EntityManager): Promise<Date> {
  const [row] = await em.execute<{ ms: number }[]>(
    'select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  );
  return new Date(Number(row?.ms));
}
