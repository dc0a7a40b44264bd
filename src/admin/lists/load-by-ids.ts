import { type EntityManager, type FilterQuery } from '@mikro-orm/postgresql';

/** The records of these ids. Each time new, so that no record is older than the statement. */
export async function loadByIds<Entity extends { id: string }, Node>(
  em: EntityManager,
  entity: new (...values: never[]) => Entity,
  ids: readonly string[],
  toNode: (found: Entity) => Node,
): Promise<Map<string, Node>> {
  if (ids.length === 0) return new Map();
  const where = { id: { $in: [...new Set(ids)] } } as unknown as FilterQuery<NoInfer<Entity>>;
  const found = await em.fork().find<Entity>(entity, where);
  return new Map(found.map((one) => [one.id, toNode(one)]));
}
