import { expect } from '@jest/globals';
import axe from 'axe-core';
import { type Page } from 'playwright-core';

export const phone = { width: 360, height: 800 };
export const desktop = { width: 1440, height: 900 };

/**
 * What is shown now has no violation that axe finds, and fits a phone and a desktop, in light and dark. The context of the
 * page needs `bypassCSP`, and `reducedMotion: 'reduce'`, so that colours do not change while axe reads them.
 */
export async function expectNoViolations(page: Page, name: string): Promise<void> {
  await page.evaluate(axe.source);
  for (const viewport of [phone, desktop]) {
    await page.setViewportSize(viewport);
    const isWider = await page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
    expect({ name, viewport, isWider }).toEqual({ name, viewport, isWider: false });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const violations = await violationsIn(page);
      expect({ name, viewport, colorScheme, violations }).toEqual({ name, viewport, colorScheme, violations: [] });
    }
  }
}

async function violationsIn(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

interface Violation {
  id: string;
  nodes: { html: string }[];
}
