import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM_PATH,
  // Draws no window, so it needs a fifth less time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const chromiumPath = candidates.find((path) => path !== undefined && path !== '' && existsSync(path));

export const installHint =
  'THE STOREFRONT IS NOT TESTED: Chromium was not found. Install it ("apt-get install chromium" on Debian and Ubuntu,' +
  ' "brew install --cask chromium" on a Mac), or set CHROMIUM_PATH.';

export function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(installHint);
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      // Chromium's sandbox does not work as root, which is usual in a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
