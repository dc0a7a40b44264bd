import { describe, expect, it } from '@jest/globals';
import { catalog as english } from '../../../web/storefront/src/texts/english-catalog.ts';
import { catalog as nepali } from '../../../web/storefront/src/texts/nepali-catalog.ts';
import { Customer } from '../../support/customer.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser } from '../support/shop.ts';
import { fillSignIn, waitForHeading } from './support/customer-in-browser.ts';

/** Alike in both languages for a reason. */
const alike = new Set(['payments.list.link']);

describe('the texts', () => {
  const ofNepali = sentencesOf(nepali);

  it('are all translated: none is missing, and none is left in English', () => {
    const ofEnglish = sentencesOf(english);
    expect([...ofNepali.keys()]).toEqual([...ofEnglish.keys()]);
    const left = [...ofEnglish].filter(([path, text]) => ofNepali.get(path) === text && !alike.has(path));
    expect(left).toEqual([]);
  });

  it('are in Nepali letters, with Latin digits', () => {
    const foreign = [...ofNepali].filter(([path, text]) => !/[\u0900-\u0965]/.test(text) && !alike.has(path));
    expect(foreign.map(([path]) => path)).toEqual(['texts.language', 'texts.otherLanguage']);
    expect([...ofNepali.values()].filter((text) => /[०-९]/.test(text))).toEqual([]);
  });

  it('have the right plural in both languages', () => {
    expect([1, 2, 90].map(english.kit.days)).toEqual(['1 day', '2 days', '90 days']);
    expect([1, 2, 90].map(nepali.kit.days)).toEqual(['1 दिन', '2 दिन', '90 दिन']);
  });
});

describeInBrowser('the language', (shop) => {
  it('is guessed from the browser, changed by the switch, and kept; only its texts are loaded', async () => {
    const page = await shop.newPage({ locale: 'ne-NP' });
    const files: string[] = [];
    page.on('request', (request) => files.push(request.url()));
    await page.goto('/');
    await waitForHeading(page, 'योजनाहरू');
    expect(await page.getAttribute('html', 'lang')).toBe('ne');
    expect(files.filter((url) => url.includes('english-catalog'))).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await waitForHeading(page, 'Plans');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    files.splice(0);
    await page.goto('/subscription');
    await waitForHeading(page, 'My subscription');
    expect(files.filter((url) => url.includes('nepali-catalog'))).toEqual([]);
    await page.getByRole('button', { name: 'नेपाली' }).click();
    await waitForHeading(page, 'मेरो सदस्यता');
  });

  it('is that of the account after sign-in on a new device, unless another one was chosen there', async () => {
    const { email, app } = await Customer.signUp(shop.app, 'correct horse battery');
    const first = await shop.newPage();
    await first.goto('/sign-in');
    await fillSignIn(first, email);
    await waitForHeading(first, 'Plans');
    await first.getByRole('button', { name: 'नेपाली' }).click();
    await waitForHeading(first, 'योजनाहरू');
    const language = async () =>
      (
        await app.services.orm.em
          .fork()
          .execute<{ language: string }[]>('select language from users where email = ?', [email])
      )[0]?.language;
    expect(await language()).toBe('NE');

    const second = await shop.newPage();
    await second.goto('/payments');
    await fillSignIn(second, email);
    await waitForHeading(second, 'मेरा भुक्तानी');
    await second.goto('/subscription');
    await waitForHeading(second, 'मेरो सदस्यता');

    const third = await shop.newPage({ locale: 'ne-NP' });
    await third.goto('/sign-in');
    await third.getByRole('button', { name: 'English' }).click();
    await waitForHeading(third, 'Sign in');
    await fillSignIn(third, email);
    await waitForHeading(third, 'Plans');
    expect(await language()).toBe('NE');
  });

  it('is Nepali on every page, without a violation that axe finds, on a phone and a desktop', async () => {
    const page = await shop.newPage({ locale: 'ne-NP', ...forAxe });
    for (const [path, heading] of openPages) {
      await page.goto(path);
      await waitForHeading(page, heading);
      await expectNoViolations(page, `ne ${path}`);
    }
    expect(shop.consoleErrors.splice(0)).toEqual([expect.stringMatching('404 .*/nowhere')]);
    await page.goto('/');
    await page.getByRole('button', { name: 'Premium किन्नुहोस्' }).click();
    await waitForHeading(page, 'खाता खोल्नुहोस्');
    await page.locator('[name=name]').fill('ग्राहक 12');
    await page.locator('[name=email]').fill(`nepali-${process.pid}@example.com`);
    await page.locator('[name=password]').fill('correct horse battery');
    await page.getByRole('button', { name: 'खाता खोल्नुहोस्' }).click();
    await page.getByLabel('Khalti ID (mobile number)').waitFor();
    const pidx = new URL(page.url()).searchParams.get('pidx');
    await page.goto(`/payments/return?pidx=${pidx}`);
    await waitForHeading(page, 'अझै तिरिएको छैन');
    await page.getByText('Rs 5,000.00').waitFor();
    await page.getByText(/^\d+ [\u0900-\u0965]+ \d{4}, \d\d:\d\d \(नेपाली समय\)$/).waitFor();
    await expectNoViolations(page, 'ne payment');
    for (const [path, heading] of signedInPages) {
      await page.goto(path);
      await waitForHeading(page, heading);
      await expectNoViolations(page, `ne ${path}`);
    }
  }, 300_000);
});

const openPages = [
  ['/', 'योजनाहरू'],
  ['/sign-in', 'साइन इन'],
  ['/sign-up', 'खाता खोल्नुहोस्'],
  ['/payments/return', 'कुन भुक्तानी?'],
  ['/forgot-password', 'पासवर्ड बिर्सनुभयो?'],
  ['/reset-password#token=any', 'नयाँ पासवर्ड राख्नुहोस्'],
  ['/nowhere', 'पेज भेटिएन'],
] as const;

const signedInPages = [
  ['/subscription', 'मेरो सदस्यता'],
  ['/payments', 'मेरा भुक्तानी'],
] as const;

/** Every text by its path. Functions are called with arguments that stay as they are. */
function sentencesOf(texts: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([name, text]: [string, unknown]) => {
      const at = path + name;
      if (typeof text === 'string') return [[at, text] as const];
      if (typeof text === 'function') return [[at, (text as (...values: unknown[]) => string)('3', 4)] as const];
      return [...sentencesOf(text as object, `${at}.`)];
    }),
  );
}
