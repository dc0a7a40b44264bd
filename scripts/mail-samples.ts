import { readConfig } from '../src/config.ts';
import { mailLinksOf } from '../src/environment/mail-links.ts';
import { Language } from '../src/languages/language.ts';
import { calendarEnds } from '../src/mail/calendar-ends.ts';
import { doctorMail } from '../src/mail/doctor-mail.ts';
import { emailChange } from '../src/mail/email-change.ts';
import { emailChangeNotice } from '../src/mail/email-change-notice.ts';
import { emailConfirmation } from '../src/mail/email-confirmation.ts';
import { ended } from '../src/mail/ended.ts';
import { keyRefused } from '../src/mail/key-refused.ts';
import { mailLinks } from '../src/mail/mail-links.ts';
import { mailRefused } from '../src/mail/mail-refused.ts';
import { type Message } from '../src/mail/message.ts';
import { needsReview } from '../src/mail/needs-review.ts';
import { operatorInvitation } from '../src/mail/operator-invitation.ts';
import { operatorPasswordReset } from '../src/mail/operator-password-reset.ts';
import { passwordReset } from '../src/mail/password-reset.ts';
import { pendingForADay } from '../src/mail/pending-for-a-day.ts';
import { receipt } from '../src/mail/receipt.ts';
import { refundInDoubt } from '../src/mail/refund-in-doubt.ts';
import { refunded } from '../src/mail/refunded.ts';
import { refusedInitiations } from '../src/mail/refused-initiations.ts';
import { reminder } from '../src/mail/reminder.ts';
import { startProblem } from '../src/mail/start-problem.ts';
import { unexpectedErrors } from '../src/mail/unexpected-errors.ts';
import { unknownPayments } from '../src/mail/unknown-payments.ts';
import { webhookFails } from '../src/mail/webhook-fails.ts';

const publicUrl = 'https://shop.example.com';
const { shop } = readConfig({
  PUBLIC_URL: publicUrl,
  SHOP_NAME: 'My Shop',
  SHOP_ADDRESS: 'New Road, Kathmandu',
  SHOP_PAN: '123456789',
  SHOP_EMAIL: 'help@example.com',
  SHOP_PHONE: '+977 1 5550100',
});
const customer = { to: 'customer@example.com', name: 'A Customer', planName: 'Standard' };
const letter = { to: customer.to, publicUrl };
const links = mailLinks(mailLinksOf(publicUrl, {}));
const operator = { to: 'operator@example.com', publicUrl };
const endpoint = {
  description: 'My backend',
  host: 'backend.example.com',
  since: new Date('2027-08-24T19:31:00Z'),
  error: 'The receiver answered with HTTP 503.',
  waiting: 3,
};
const paymentId = '0198c1f2-7d4e-7a10-9c55-3f0e6c1b2a77';
const payment = { paymentId, pidx: 'bZQLD9wRVWo4CdESSfuSsB', planName: 'Standard', amountPaisa: 135_000 };
const transactionId = 'GFq9PFS7b2iYvL8Lir9oXe';
const paidAt = new Date('2027-08-24T19:31:00Z');
const accessUntil = new Date('2027-11-22T19:31:00Z');
const link = `${publicUrl}/a-page#token=a-sample-token-as-long-as-a-real-token-43ch`;

const wholeRefund = {
  kind: 'WHOLE',
  refundedPaisa: 135_000,
  access: 'REVOKE',
  shortenDays: null,
  isOutside: false,
} as const;
const refund = { ...operator, ...payment, refundId: paymentId, refundPaisa: 50_000, sentAt: paidAt };

/** Those to customers. */
function samplesIn(language: Language): Record<string, Message> {
  const said = { language, shop };
  return {
    receipt: receipt({
      number: '2083-84-000123',
      paymentId: '01995a4e-5a10-7c3e-9a5b-2f1f6a7b8c9d',
      ...customer,
      ...said,
      amountPaisa: 135_000,
      transactionId,
      paidAt,
      accessUntil,
      publicUrl,
      subscriptionUrl: links.subscription,
    }),
    reminder: reminder({ ...customer, ...said, accessUntil, daysBefore: 3, plansUrl: links.plans }),
    ended: ended({ ...customer, ...said, endedAt: accessUntil, plansUrl: links.plans }),
    refunded: refunded({
      ...customer,
      ...said,
      amountPaisa: 135_000,
      ...wholeRefund,
      transactionId,
      accessUntil: null,
      paymentsUrl: links.payment(null),
    }),
    'refunded-in-part': refunded({
      ...customer,
      ...said,
      amountPaisa: 135_000,
      ...wholeRefund,
      kind: 'PART',
      refundedPaisa: 35_000,
      access: 'KEEP',
      transactionId,
      accessUntil,
      paymentsUrl: links.payment(null),
    }),
    'password-reset': passwordReset({ ...letter, ...said, link, validUntil: paidAt }),
    'email-confirmation': emailConfirmation({ ...letter, ...said, link, validUntil: paidAt }),
    'email-change': emailChange({ ...letter, ...said, link, validUntil: paidAt }),
    'email-change-notice': emailChangeNotice({ ...letter, ...said }),
  };
}

export const nepaliSamples = samplesIn(Language.NE);

export const samples: Record<string, Message> = {
  ...samplesIn(Language.EN),
  'needs-review': needsReview({
    ...operator,
    ...payment,
    doubt: 'OTHER_AMOUNT',
    standing: 'IN_REVIEW',
    claimedPaisa: 1_000,
    transactionId,
    khaltiStatus: 'Completed',
  }),
  'needs-review-unreadable': needsReview({
    ...operator,
    ...payment,
    doubt: 'UNREADABLE',
    standing: 'HELD',
    claimedPaisa: null,
    transactionId: null,
    khaltiStatus: 'Failed',
  }),
  'unknown-payments': unknownPayments({
    ...operator,
    payments: 12,
    givenUp: 3,
    amountPaisa: 1_620_000,
    openedFrom: paidAt,
    openedUntil: accessUntil,
    followedDays: 7,
    answer: '{"detail":"Not found.","error_key":"validation_error"}',
    baseUrl: 'https://khalti.com/api/v2/',
  }),
  'refused-initiations': refusedInitiations({
    ...operator,
    payments: 8,
    customers: 5,
    leastPaisa: 50_000,
    mostPaisa: 500_000,
    since: paidAt,
    answer: '{"amount":["Amount must be less than 200."],"error_key":"validation_error"}',
    baseUrl: 'https://khalti.com/api/v2/',
  }),
  'calendar-ends': calendarEnds({ ...operator, endsOn: '2027-04-13', hasEnded: false }),
  'webhook-fails': webhookFails({ ...operator, ...endpoint, isGone: false }),
  'webhook-gone': webhookFails({ ...operator, ...endpoint, isGone: true }),
  'operator-password-reset': operatorPasswordReset({ ...operator, link, validUntil: paidAt }),
  'operator-invitation': operatorInvitation({ ...operator, role: 'FINANCE', link, validUntil: paidAt }),
  'refund-unknown': refundInDoubt({ ...refund, doubt: 'UNKNOWN', failure: 'Khalti gave no answer.' }),
  'refund-not-shown': refundInDoubt({ ...refund, doubt: 'NOT_SHOWN', failure: null }),
  'refund-contradicted': refundInDoubt({ ...refund, doubt: 'CONTRADICTED', failure: null }),
  'pending-for-a-day': pendingForADay({ ...operator, ...payment, openedAt: paidAt }),
  'key-refused': keyRefused({
    ...operator,
    baseUrl: 'https://khalti.com/api/v2/',
    refusedAt: paidAt,
    customers: 12,
    since: paidAt,
  }),
  'mail-refused': mailRefused({
    ...operator,
    messageKind: 'receipt',
    recipient: customer.to,
    reason: '550 5.1.1 No such mailbox',
  }),
  'start-problem': startProblem({
    ...operator,
    matter: 'Plans',
    says: 'No plan is on sale.',
    advice: 'Edit plans.json and run npm run plans.',
    foundAt: paidAt,
  }),
  doctor: doctorMail(operator),
  'unexpected-errors': unexpectedErrors({
    ...operator,
    errors: [
      { errorId: '5f0c7a52-6f0e-4b8e-9d57-0c5b1d9f7a10', name: 'TypeError', at: paidAt, where: 'verifyPayment' },
      { errorId: '9a3d1c44-1b7e-4c0f-8e21-7b6a5d4c3b2a', name: 'DriverException', at: accessUntil, where: null },
    ],
  }),
};
