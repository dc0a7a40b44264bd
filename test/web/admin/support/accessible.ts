import { expect } from '@jest/globals';
import axe from 'axe-core';
import { type Page } from 'playwright-core';

/** For `operatorPage`: the Content-Security-Policy blocks axe, and with reduced motion, colours stay while axe reads them. */
export const forAxe = { bypassCSP: true, reducedMotion: 'reduce' } as const;

const viewports = [
  { width: 360, height: 800 },
  { width: 1440, height: 900 },
];

/** What the page shows now has no violation that axe finds, and fits a phone and a desktop, in light and dark. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.locator('.skeletons').waitFor({ state: 'detached' });
  await page.evaluate(axe.source);
  for (const viewport of viewports) {
    await page.setViewportSize(viewport);
    const isWider = await page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
    expect({ what, viewport, isWider }).toEqual({ what, viewport, isWider: false });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const violations = await violationsIn(page);
      expect({ what, viewport, colorScheme, violations }).toEqual({ what, viewport, colorScheme, violations: [] });
      await photograph(page, `${what} ${viewport.width} ${colorScheme}`);
    }
  }
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
