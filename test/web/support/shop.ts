import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { type App, type AppOptions, startApp } from '../../support/app.ts';
import { chromiumPath, installHint, launchBrowser } from './browser.ts';

const WAIT_MS = 30_000;

/** The whole product, with real browsers. */
export interface Shop {
  readonly app: App;
  /** With its own cookies and storage. */
  newBrowser(options?: BrowserContextOptions): Promise<BrowserContext>;
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Of all pages. A test fails if it is not empty at the end. */
  readonly consoleErrors: string[];
}

/** `describe` with a running product and Chromium. Skips the tests, with a warning, if there is no Chromium. */
export function describeInBrowser(name: string, tests: (shop: Shop) => void, options: AppOptions = {}): void {
  if (chromiumPath === undefined) console.warn(`\n${installHint}\n`);
  const describeHere = chromiumPath === undefined ? describe.skip : describe;
  describeHere(name, () => {
    let app: App;
    let browser: Browser;
    const contexts: BrowserContext[] = [];
    const consoleErrors: string[] = [];
    const shop: Shop = {
      get app() {
        return app;
      },
      consoleErrors,
      async newBrowser(contextOptions = {}) {
        const context = await browser.newContext({ baseURL: app.url, ...contextOptions });
        context.setDefaultTimeout(WAIT_MS);
        context.on('console', (message) => {
          if (message.type() === 'error') consoleErrors.push(`${message.text()} (${message.location().url})`);
        });
        context.on('weberror', (error) => consoleErrors.push(String(error.error())));
        contexts.push(context);
        return context;
      },
      async newPage(contextOptions) {
        return (await shop.newBrowser(contextOptions)).newPage();
      },
    };

    beforeAll(async () => {
      [app, browser] = await Promise.all([startApp(options), launchBrowser()]);
    }, 180_000);

    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      app.simulator.setFaults([]);
      expect(consoleErrors.splice(0)).toEqual([]);
    });

    afterAll(async () => {
      await browser?.close();
      await app?.close();
    });

    tests(shop);
  });
}
