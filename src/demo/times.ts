export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

export function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + Math.round(ms));
}
