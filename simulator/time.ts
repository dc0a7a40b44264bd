export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
const NEPAL_OFFSET_MS = (5 * 60 + 45) * MINUTE_MS;

/** Documented format of `expires_at`: Nepal time with six digits of a second and the offset. */
export function nepalTime(at: number): string {
  return new Date(at + NEPAL_OFFSET_MS).toISOString().replace(/Z$/, '000+05:45');
}

/** Hours and minutes for a page: 14:05. */
export function nepalClock(at: number): string {
  return nepalTime(at).slice(11, 16);
}
