const NEPAL_OFFSET_MS = (5 * 60 + 45) * 60 * 1000;

/** As Khalti writes an instant: Nepal's clock, six digits of a second, its offset. */
export function nepalTime(at: number): string {
  return new Date(at + NEPAL_OFFSET_MS).toISOString().replace(/Z$/, '000+05:45');
}

/** For people: 14:05. */
export function nepalClock(at: number): string {
  return nepalTime(at).slice(11, 16);
}
