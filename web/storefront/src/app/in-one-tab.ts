const OTHERS_WRITE_WITHIN_MS = 50;

/**
 * Runs `work` in one tab at a time. Outside secure contexts there are no locks: there `settle`, to be awaited between
 * writing and reading back, leaves time for what other tabs are writing, and the last writer wins everywhere.
 */
export function inOneTab<Result>(
  name: string,
  work: (settle: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  if ('locks' in navigator) return navigator.locks.request(name, () => work(async () => {}));
  return work(() => new Promise((resolve) => setTimeout(resolve, OTHERS_WRITE_WITHIN_MS)));
}
