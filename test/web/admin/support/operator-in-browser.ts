import { TOTP } from 'otpauth';
import { type Page } from 'playwright-core';
import { type OperatorRole } from '../../../../src/admin/permissions.ts';
import { type App } from '../../../support/app.ts';
import { TestOperator } from '../../../support/operator.ts';
import { type Shop } from '../../support/shop.ts';

export interface OperatorPage {
  page: Page;
  operator: TestOperator;
}

/** A page of an operator who is signed in, in a browser of its own. */
export async function operatorPage(
  shop: Shop,
  role: `${OperatorRole}`,
  options: Parameters<Shop['newBrowser']>[0] & { hasConfirmed?: boolean } = {},
): Promise<OperatorPage> {
  const { hasConfirmed = true, ...contextOptions } = options;
  const operator = await TestOperator.signedIn(shop.app, role, { hasConfirmed });
  const context = await shop.newBrowser(contextOptions);
  await context.addCookies([cookieOf(shop.app, operator)]);
  return { page: await context.newPage(), operator };
}

function cookieOf(app: App, { cookie }: TestOperator) {
  const [name = '', value = ''] = cookie.split('=', 2);
  return {
    name,
    value,
    domain: new URL(app.url).hostname,
    path: '/admin',
    httpOnly: true,
    sameSite: 'Strict' as const,
  };
}

/** Opens a path below `/admin`, and waits for its heading. */
export async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(`/admin${path}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Of the authenticator app of every `TestOperator`. */
export function codeOfTestOperator(): string {
  return new TOTP({ secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }).generate();
}
