import { chromium } from 'playwright-core';

const [base, label] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const path of ['/', '/subscription']) {
  const runs = [];
  for (let run = 0; run < 5; run += 1) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1.6e6 / 8,
      uploadThroughput: 750e3 / 8,
    });
    await page.addInitScript(() => {
      window.lcp = 0;
      window.cls = 0;
      new PerformanceObserver((l) => {
        for (const e of l.getEntries()) {
          window.lcp = e.startTime;
          window.el = e.element?.outerHTML?.slice(0, 60);
        }
      }).observe({ type: 'largest-contentful-paint', buffered: true });
      new PerformanceObserver((l) => {
        for (const e of l.getEntries()) window.cls += e.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(base + path);
    await page.waitForTimeout(4000);
    runs.push(
      await page.evaluate(() => [
        performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
        window.lcp,
        window.cls,
        performance.getEntriesByType('resource').filter((r) => r.name.includes('/graphql'))[0]?.startTime ?? 0,
        window.el,
      ]),
    );
    await context.close();
  }
  const median = (i) => runs.map((r) => r[i] ?? 0).sort((a, b) => a - b)[2];
  console.log(
    label,
    path,
    'fcp',
    Math.round(median(0)),
    'lcp',
    Math.round(median(1)),
    'cls',
    median(2).toFixed(4),
    'graphql at',
    Math.round(median(3)),
    JSON.stringify(runs.map((r) => [Math.round(r[1]), r[4]])),
  );
}
await browser.close();
