/** From the first of last month until the day with the number of `today`, or the last day of that month. */
export function sameDaysOfLastMonth(today: string): { monthStart: string; lastStart: string; lastEnd: string } {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const iso = (date: number) => new Date(date).toISOString().slice(0, 10);
  const lastOfMonth = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  return {
    monthStart: iso(Date.UTC(year, month - 1, 1)),
    lastStart: iso(Date.UTC(year, month - 2, 1)),
    lastEnd: iso(Date.UTC(year, month - 2, Math.min(day, lastOfMonth))),
  };
}
