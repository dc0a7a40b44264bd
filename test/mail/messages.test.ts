import { describe, expect, it } from '@jest/globals';
import { nepaliSamples, samples } from '../../scripts/mail-samples.ts';
import { readConfig } from '../../src/config.ts';
import { Language } from '../../src/languages/language.ts';
import { ended } from '../../src/mail/ended.ts';
import { inNepalTime, inRupees } from '../../src/mail/in-words.ts';
import { type Message } from '../../src/mail/message.ts';
import { receipt } from '../../src/mail/receipt.ts';
import { reminder } from '../../src/mail/reminder.ts';
import { unexpectedErrors } from '../../src/mail/unexpected-errors.ts';

const pidx = 'bZQLD9wRVWo4CdESSfuSsB';
const paymentId = '0198c1f2-7d4e-7a10-9c55-3f0e6c1b2a77';
const transactionId = 'GFq9PFS7b2iYvL8Lir9oXe';
const until = '23 November 2027, 01:16 Nepal time';
const shop = 'https://shop.example.com';

const ofCustomer = { to: 'a@example.com', name: 'A', planName: 'Basic', plansUrl: shop };
const letter = { language: Language.EN, shop: readConfig({ SHOP_EMAIL: 'help@example.com' }).shop };

/** The visible text of the HTML. */
function visibleText({ html }: Message): string {
  const body = html.slice(html.indexOf('<body'));
  const text = body.replace(/<[^>]*>/g, ' ').replaceAll('&#39;', "'");
  return text.replace(/\s+/g, ' ');
}

describe('every message', () => {
  it.each([
    [
      'receipt',
      ['Hello A Customer,', 'Standard', 'Rs. 1,350.00', '25 August 2027, 01:16 Nepal time', until, transactionId],
    ],
    ['reminder', ['Hello A Customer,', 'Standard', 'ends within 3 days', until]],
    ['ended', ['Hello A Customer,', 'Standard', until]],
    ['refunded', ['Hello A Customer,', 'Standard', 'Rs. 1,350.00', 'none', transactionId]],
    ['refunded-in-part', ['Part of your payment, Rs. 350.00,', 'Standard', `until ${until}`, transactionId]],
    ['password-reset', [shop, '25 August 2027, 01:16 Nepal time']],
    ['email-confirmation', [shop, '25 August 2027, 01:16 Nepal time']],
    [
      'webhook-fails',
      ['My backend', 'backend.example.com', 'HTTP 503', '3', 'What to do', `${shop}/admin/connections`],
    ],
    ['webhook-gone', ['My backend', 'answered 410 Gone', 'What to do', shop]],
    ['calendar-ends', ['until 2027-04-13', 'What to do', shop]],
    ['operator-password-reset', [shop, '25 August 2027, 01:16 Nepal time']],
    ['operator-invitation', [shop, 'FINANCE', '25 August 2027, 01:16 Nepal time']],
    ['needs-review', [paymentId, pidx, 'Rs. 1,350.00', 'Rs. 10.00', 'Completed', transactionId, 'What to do', shop]],
    ['needs-review-unreadable', [paymentId, pidx, 'Failed', 'looks the payment up again', 'What to do', shop]],
    ['unknown-payments', ['12 payments', 'Rs. 16,200.00', 'Not found.', 'KHALTI_BASE_URL', '7 days', shop]],
    [
      'refused-initiations',
      ['8', '5 customers could not open a payment of Rs 500 to Rs 5,000', '01:16', 'less than 200', 'What to do', shop],
    ],
    ['refund-unknown', ['We do not know whether Rs 500 went back.', paymentId, 'Khalti gave no answer.', shop]],
    ['refund-not-shown', ['Rs 500', paymentId, pidx, 'What to do', shop]],
    ['refund-contradicted', ['All refunds of parts are switched off', paymentId, pidx, 'What to do', shop]],
    ['pending-for-a-day', [paymentId, pidx, 'Rs. 1,350.00', 'What to do', shop]],
    ['key-refused', ['https://khalti.com/api/v2/', '12', 'KHALTI_SECRET_KEY', 'What to do', shop]],
    ['start-problem', ['No plan is on sale.', 'What to do: Edit plans.json', 'npm run doctor', shop]],
    ['doctor', [shop, 'npm run doctor']],
    ['mail-refused', ['receipt', 'customer@example.com', '550 5.1.1 No such mailbox', 'What to do', shop]],
    ['unexpected-errors', ['5f0c7a52-6f0e-4b8e-9d57-0c5b1d9f7a10', 'TypeError in verifyPayment', 'What to do', shop]],
  ])('contains all facts, as text and as HTML: %s', (name, facts) => {
    const message = samples[name] as Message;
    for (const fact of facts) {
      expect(message.text).toContain(fact);
      expect(visibleText(message)).toContain(fact);
    }
  });

  it('has a sample in the preview', () => {
    expect(Object.keys(samples)).toHaveLength(27);
  });

  it.each(Object.entries(samples))(
    'loads nothing, runs nothing, and has the same links as text and as HTML: %s',
    (_name, message) => {
      expect(message.html).not.toMatch(/<(img|script|link|iframe|form)|url\(|\bon\w+=/i);
      const links = [...message.html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
      for (const link of links) expect(message.text).toContain(String(link).replace(/^mailto:/, ''));
      expect(message.subject).toMatch(/^[^\r\n]{5,100}$/);
    },
  );
});

describe('a message to a customer', () => {
  it('says the same in Nepali: the same facts, in Nepali letters, with Latin digits', () => {
    expect(Object.keys(nepaliSamples)).toEqual(
      Object.keys(samples).filter((name) => samples[name]?.text.includes('My Shop')),
    );
    for (const [name, { subject, text, html }] of Object.entries(nepaliSamples)) {
      const lines = text.split('\n').filter((line) => !/^https?:|^$|^-- $|^My Shop/.test(line));
      for (const line of [subject, ...lines]) expect(`${name}: ${line}`).toMatch(/[\u0900-\u0965]/);
      expect(subject + text).not.toMatch(/[०-९]/);
      expect(html).toContain('<html lang="ne">');
      const linksOf = (message: Message | undefined) => message?.text.match(/^https?:.*$/gm);
      expect(linksOf(nepaliSamples[name])).toEqual(linksOf(samples[name]));
    }
    const receipt = nepaliSamples.receipt as Message;
    for (const fact of ['Rs. 1,350.00', '25 अगस्ट 2027, 01:16 (नेपाली समय)', transactionId]) {
      expect(receipt.text).toContain(fact);
      expect(visibleText(receipt)).toContain(fact);
    }
  });

  it('has the face of the shop: logo, name, address, PAN, and where an answer goes', () => {
    const env = { SHOP_NAME: 'A & B', SHOP_LOGO_URL: 'https://static.example.com/logo.png', SHOP_COLOR: '#0a7' };
    const { shop: face } = readConfig({ ...env, SHOP_EMAIL: 'help@example.com', SHOP_PHONE: '+977 1 5550100' });
    const { html, text, replyTo } = ended({ ...ofCustomer, endedAt: new Date(), ...letter, shop: face });
    expect(html).toContain('<img src="https://static.example.com/logo.png"');
    expect(html).toContain('border-bottom:3px solid #00aa77');
    expect(html).toContain('<a href="mailto:help@example.com">help@example.com</a>');
    expect(text).toContain('-- \nA & B\nWrite to us: help@example.com\nCall us: +977 1 5550100\n');
    expect(replyTo).toBe('help@example.com');
    for (const name of ['doctor', 'key-refused']) expect(samples[name]?.replyTo).toBeUndefined();
  });
});

describe('a hostile name', () => {
  const hostile = `<img src=x onerror=alert(1)>&"'`;
  const bought = {
    number: '2083-84-000123',
    paymentId: '01995a4e-5a10-7c3e-9a5b-2f1f6a7b8c9d',
    amountPaisa: 135_000,
    transactionId,
    paidAt: new Date(),
    accessUntil: new Date(),
    publicUrl: shop,
    subscriptionUrl: `${shop}/subscription`,
    ...letter,
  };

  it('is escaped', () => {
    const message = receipt({ ...bought, to: 'a@example.com', name: hostile, planName: hostile });
    expect(message.html).not.toContain('<img');
    expect(message.html.match(/&lt;img src=x onerror=alert\(1\)&gt;&amp;&quot;&#39;/g)).toHaveLength(3);
    expect(message.text).toContain(`Hello ${hostile},`);
  });

  it('adds no line, in the headers or the body', () => {
    const lines = 'A\r\nBcc: b@example.com\n\nPaid: Rs. 1.00\u2028\u202eB';
    const message = receipt({ ...bought, to: 'a@example.com\r\nBcc: b@example.com', name: lines, planName: lines });
    for (const header of [message.subject, message.to]) expect(header).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
    expect(message.text).not.toMatch(/^(Bcc|Paid: Rs\. 1\.00)/m);
    expect(message.text).toContain('\nPaid: Rs. 1,350.00\n');
  });
});

describe('amounts, times and numbers', () => {
  it('are exact about money', () => {
    expect([1, 1000, 135_000, 15_000_000, Number.MAX_SAFE_INTEGER].map(inRupees)).toEqual([
      'Rs. 0.01',
      'Rs. 10.00',
      'Rs. 1,350.00',
      'Rs. 1,50,000.00',
      'Rs. 9,00,71,99,25,47,409.91',
    ]);
  });

  it("are in Nepal's time, in any time zone of the machine", () => {
    expect(inNepalTime(new Date('2027-12-31T18:14:59Z'))).toBe('31 December 2027, 23:59 Nepal time');
    expect(inNepalTime(new Date('2027-12-31T18:15:00Z'))).toBe('1 January 2028, 00:00 Nepal time');
  });

  it('have the right singular and plural', () => {
    const about = {
      to: 'a@example.com',
      name: 'A',
      planName: 'Basic',
      accessUntil: new Date(),
      plansUrl: shop,
      ...letter,
    };
    expect(reminder({ ...about, daysBefore: 1 }).subject).toBe('Basic: your access ends within 1 day');
    const one = { errorId: 'an-id', name: 'TypeError', at: new Date(), where: null };
    const report = (count: number) =>
      unexpectedErrors({ to: 'a@example.com', publicUrl: shop, errors: Array.from({ length: count }, () => one) });
    expect(report(1).subject).toBe('1 unexpected error');
    expect(report(1).text).not.toMatch(/^And /m);
    expect(report(25).text).toContain('And 5 more.');
  });
});
