const OTHER_TABS_WRITE_WITHIN_MS = 50;

/**
 * Runs `work` in one tab at a time. Browsers have no locks outside secure contexts: there, `work` must await
 * `waitForOtherTabs` between writing and reading back. Then all tabs read what the last one wrote.
 */
export function withTabLock<Result>(
  name: string,
  work: (waitForOtherTabs: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  if ('locks' in navigator) return navigator.locks.request(name, () => work(async () => {}));
  return work(() => new Promise((resolve) => setTimeout(resolve, OTHER_TABS_WRITE_WITHIN_MS)));
}
