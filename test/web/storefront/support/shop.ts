import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { type App, type AppOptions, startApp } from '../../../support/app.ts';
import { chromiumPath, howToInstall, launchBrowser } from './browser.ts';

const WAIT_MS = 15_000;

/** The whole product, and real browsers in front of it. */
export interface Shop {
  readonly app: App;
  /** Another browser: another cookie jar, another storage. */
  newBrowser(options?: BrowserContextOptions): Promise<BrowserContext>;
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** What the consoles of all pages complained about; empty after every test, or the test fails. */
  readonly complaints: string[];
}

/** Describes what the storefront promises in Chromium; skipped, loudly, where there is none. */
export function describeInBrowser(name: string, tests: (shop: Shop) => void, options: AppOptions = {}): void {
  if (chromiumPath === undefined) console.warn(`\n${howToInstall}\n`);
  const describeHere = chromiumPath === undefined ? describe.skip : describe;
  describeHere(name, () => {
    let app: App;
    let browser: Browser;
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    const shop: Shop = {
      get app() {
        return app;
      },
      complaints,
      async newBrowser(contextOptions = {}) {
        const context = await browser.newContext({ baseURL: app.url, ...contextOptions });
        context.setDefaultTimeout(WAIT_MS);
        context.on('console', (message) => {
          if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
        });
        context.on('weberror', (error) => complaints.push(String(error.error())));
        contexts.push(context);
        return context;
      },
      async newPage(contextOptions) {
        return (await shop.newBrowser(contextOptions)).newPage();
      },
    };

    beforeAll(async () => {
      [app, browser] = await Promise.all([startApp(options), launchBrowser()]);
    }, 60_000);

    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      app.simulator.setFaults([]);
      expect(complaints.splice(0)).toEqual([]);
    });

    afterAll(async () => {
      await browser?.close();
      await app?.close();
    });

    tests(shop);
  });
}
