import { expect } from '@jest/globals';
import axe from 'axe-core';
import { type Page } from 'playwright-core';

export const phone = { width: 360, height: 800 };
export const desktop = { width: 1440, height: 900 };

/** For the context of the page: the Content-Security-Policy blocks axe, and with reduced motion, colours stay while axe reads them. */
export const forAxe = { bypassCSP: true, reducedMotion: 'reduce' } as const;

// axe takes seconds, so each width is measured in one of the two colour schemes.
const views = [
  { viewport: phone, colorScheme: 'light' },
  { viewport: desktop, colorScheme: 'dark' },
] as const;

/** What is shown now has no violation that axe finds, and fits a phone and a desktop, in light and dark. */
export async function expectNoViolations(page: Page, name: string, { whileLoading = false } = {}): Promise<void> {
  if (!whileLoading) await page.locator('.skeletons').first().waitFor({ state: 'detached' });
  await page.evaluate(axe.source);
  for (const { viewport, colorScheme } of views) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const isWider = !(await fits(page));
    const violations = await violationsIn(page);
    const found = { name, viewport, colorScheme, isWider, violations };
    expect(found).toEqual({ ...found, isWider: false, violations: [] });
    await photograph(page, `${name} ${viewport.width} ${colorScheme}`);
  }
}

/** Charts take their new width a moment after the window. */
async function fits(page: Page): Promise<boolean> {
  const fitting = page.waitForFunction('document.documentElement.scrollWidth <= window.innerWidth', null, {
    timeout: 5000,
  });
  return fitting.then(
    () => true,
    () => false,
  );
}

/** With PHOTOGRAPHS set to a folder, keeps what is tested for people to look at. */
async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env.PHOTOGRAPHS;
  if (folder) await page.screenshot({ path: `${folder}/${name.replaceAll(/\W+/g, '-')}.png`, fullPage: true });
}

async function violationsIn(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

interface Violation {
  id: string;
  nodes: { html: string }[];
}
