/** An entity of these values that no unit of work looks after: for what was read by hand, or is only shown. */
export function detached<Entity extends object>(
  entity: new (...values: never[]) => Entity,
  values: Partial<Entity>,
): Entity {
  // Written in one piece: properties that are set one by one would become MikroORM's watched ones.
  return { __proto__: entity.prototype, ...values } as Entity;
}
