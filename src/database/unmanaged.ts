/** An entity with these values that no unit of work tracks: read by hand-written SQL, or only shown. */
export function unmanaged<Entity extends object>(
  entity: new (...values: never[]) => Entity,
  values: Partial<Entity>,
): Entity {
  // One literal: setting properties one by one would call the tracking setters that MikroORM puts on the prototype.
  return { __proto__: entity.prototype, ...values } as Entity;
}
