import { type EntityManager } from '@mikro-orm/postgresql';

export interface ExtensionProgress {
  customers: number;
  givenTo: number;
  revokedFrom: number;
}

/** How far the job is with these extensions, in their order. */
export async function readProgress(em: EntityManager, extensionIds: string[]): Promise<ExtensionProgress[]> {
  if (extensionIds.length === 0) return [];
  const rows = await em.execute<(ExtensionProgress & { id: string })[]>(
    `select g.extension_id as id, count(*)::int as customers, count(p.id)::int as "givenTo",
       count(p.revoked_at)::int as "revokedFrom"
     from grants g left join periods p on p.grant_id = g.id
     where g.extension_id in (?) group by g.extension_id`,
    [extensionIds],
  );
  return extensionIds.map((id) => rows.find((row) => row.id === id) ?? { customers: 0, givenTo: 0, revokedFrom: 0 });
}
