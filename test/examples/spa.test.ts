import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Page } from 'playwright-core';
import { atKhalti } from '../support/customer.ts';
import { reservePort } from '../support/reserve-port.ts';
import { payUpTo, waitForKhalti } from '../web/storefront/support/customer-in-browser.ts';
import { describeInBrowser } from '../web/support/shop.ts';

const PASSWORD = 'correct horse';
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

// Not the host of the server, and another port: another origin, and another site.
const { port, release: releasePort } = await reservePort();
const ORIGIN = `http://127.0.0.1:${port}`;
const env = { CORS_ORIGINS: ORIGIN, PAYMENT_RETURN_URLS: `${ORIGIN}/paid`, STOREFRONT: 'off' };

describeInBrowser(
  'examples/spa, an app on another origin',
  (shop) => {
    const folder = mkdtempSync(join(tmpdir(), 'spa-'));
    let server: Server;
    beforeAll(async () => {
      const vite = ['node_modules/vite/bin/vite.js', 'build', 'examples/spa', '--outDir', folder, '--emptyOutDir'];
      await promisify(execFile)(process.execPath, vite, { env: { ...process.env, VITE_API_URL: shop.app.url } });
      server = serve(folder).listen(port, '127.0.0.1');
      await once(server, 'listening');
    });
    afterAll(() => {
      server?.closeAllConnections();
      server?.close();
      releasePort();
      rmSync(folder, { recursive: true, force: true });
    });

    async function enter(page: Page, email: string, button: string): Promise<void> {
      await page.getByLabel('E-mail address').fill(email);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: button }).click();
    }

    it('sells: sign up, plans, pay at Khalti, return, access; sign out, sign in', async () => {
      const page = await shop.newPage();
      const email = 'customer-of-the-app@example.com';
      await page.goto(ORIGIN);
      await enter(page, email, 'Sign up');
      await page.getByText('You have no access. Choose a plan.').waitFor();
      await page.getByRole('button', { name: 'Pay for Premium' }).click();
      await waitForKhalti(page);
      await payUpTo(page, 'Pay Rs. 5,000.00');
      await page.getByText('You have access until').waitFor();
      expect(page.url()).toContain(`${ORIGIN}/paid?pidx=`);
      await page.getByRole('link', { name: 'Back to the app' }).click();
      await page.getByText('You have Premium until').waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await enter(page, email, 'Sign in');
      await page.getByText('You have Premium until').waitFor();
    });

    it('shows errors, and waits on the return page until a pending payment is decided', async () => {
      const page = await shop.newPage();
      await page.goto(ORIGIN);
      await enter(page, 'nobody@example.com', 'Sign in');
      await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
      await enter(page, 'patient-customer@example.com', 'Sign up');
      await page.getByRole('button', { name: 'Pay for Basic' }).click();
      const pidx = await waitForKhalti(page);
      await atKhalti(shop.app, pidx, 'pending');
      await page.goto(`${ORIGIN}/paid?pidx=${pidx}`);
      await page.getByText('do not pay again', { exact: false }).waitFor();
      const opened = page.waitForEvent('websocket');
      await page.reload();
      await (await opened).waitForEvent('framereceived', ({ payload }) => String(payload).includes('PENDING'));
      await atKhalti(shop.app, pidx, 'complete');
      // As the server's own follow-up does, or the customer in another window.
      const token = await page.evaluate<string>("sessionStorage.getItem('token')");
      const verify = 'mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { status } }';
      expect((await shop.app.ask(verify, { pidx }, token)).errors).toEqual([]);
      await page.getByText('You have access until').waitFor();
    });
  },
  { env },
);

/** The built app. Paths without a file get its page, as on any host of single-page apps. */
function serve(folder: string): Server {
  return createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const asked = join(folder, path);
    const file = path !== '/' && existsSync(asked) ? asked : join(folder, 'index.html');
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
}
