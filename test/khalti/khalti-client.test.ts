import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../../src/errors.ts';
import { KhaltiClient, type Order } from '../../src/khalti/khalti-client.ts';
import { type CannedKhalti, startCannedKhalti } from '../support/canned-khalti.ts';

const SECRET = 'a-very-secret-key';
const PIDX = 'bZQLD9wRVWo4CdESSfuSsB';

const order: Order = {
  id: 'order-1',
  name: 'Premium, 365 days',
  amountPaisa: 500_000,
  returnUrl: 'https://shop.example/payments/return',
  websiteUrl: 'https://shop.example',
  customer: { name: 'A Customer', email: 'a@example.com' },
};

const opened = {
  pidx: PIDX,
  payment_url: `https://test-pay.khalti.com/?pidx=${PIDX}`,
  expires_at: '2023-05-25T16:26:16.471649+05:45',
  expires_in: 1800,
};

const completed = {
  pidx: PIDX,
  total_amount: 500_000,
  status: 'Completed',
  transaction_id: 'GFq9PFS7b2iYvL8Lir9oXe',
  fee: 1500,
  refunded: false,
};

let khalti: CannedKhalti;
let client: KhaltiClient;
beforeAll(async () => {
  khalti = await startCannedKhalti();
  client = new KhaltiClient({ baseUrl: khalti.baseUrl, secretKey: SECRET, timeoutMs: 1000 });
});
afterAll(async () => {
  client.close();
  await khalti.close();
});
beforeEach(() => {
  khalti.requests.length = 0;
});

async function errorOf(work: Promise<unknown>): Promise<GatewayError & { code: unknown }> {
  const error: unknown = await work.then(
    () => new Error('It did not throw'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GatewayError)) throw error;
  return Object.assign(error, { code: error.extensions.code });
}

describe('initiate', () => {
  it('sends what Khalti requires, with the key in its header', async () => {
    khalti.answer({ body: opened });
    const link = await client.initiate(order);
    expect(link).toMatchObject({ pidx: PIDX, paymentUrl: opened.payment_url });
    expect(link.expiresAt.toISOString()).toBe('2023-05-25T10:41:16.471Z');
    expect(khalti.requests).toMatchObject([
      {
        path: '/api/v2/epayment/initiate/',
        headers: { authorization: `Key ${SECRET}` },
        body: {
          return_url: order.returnUrl,
          website_url: order.websiteUrl,
          amount: 500_000,
          purchase_order_id: 'order-1',
          purchase_order_name: 'Premium, 365 days',
          customer_info: { name: 'A Customer', email: 'a@example.com' },
        },
      },
    ]);
  });

  it('omits unknown values of the customer, because Khalti rejects empty ones', async () => {
    khalti.answer({ body: opened });
    await client.initiate({ ...order, customer: { name: ' ', email: null } });
    await client.initiate({ ...order, customer: { name: 'A', email: '' } });
    expect(khalti.requests[0]?.body).not.toHaveProperty('customer_info');
    expect(khalti.requests[1]?.body).toMatchObject({ customer_info: { name: 'A' } });
    expect(khalti.requests[1]?.body).not.toHaveProperty('customer_info.email');
  });

  it.each([
    [
      'a validation error',
      400,
      { amount: ['A valid integer is required.'], error_key: 'validation_error' },
      'GATEWAY_REFUSED',
    ],
    ['a wrong key', 401, { detail: 'Invalid token.', status_code: 401 }, 'GATEWAY_MISCONFIGURED'],
    ['a forbidden key', 403, { detail: 'No.' }, 'GATEWAY_MISCONFIGURED'],
    ['an outage with HTML', 502, '<html>Bad gateway</html>', 'GATEWAY_UNAVAILABLE'],
    ['an outage with nothing', 503, '', 'GATEWAY_UNAVAILABLE'],
    ['too many requests', 429, { detail: 'Request was throttled.' }, 'GATEWAY_UNAVAILABLE'],
    ['a wrong base URL', 404, { detail: 'Not found.' }, 'GATEWAY_MISCONFIGURED'],
    ['HTML with 200', 200, '<html>Maintenance</html>', 'GATEWAY_UNAVAILABLE'],
    ['HTML with 404', 404, '<html>Not here</html>', 'GATEWAY_UNAVAILABLE'],
    ['a body without a pidx', 200, { ...opened, pidx: undefined }, 'GATEWAY_UNAVAILABLE'],
    ['a link that is not an http URL', 200, { ...opened, payment_url: 'javascript:alert(1)' }, 'GATEWAY_UNAVAILABLE'],
    ['an expiry that is not a time', 200, { ...opened, expires_at: 'soon' }, 'GATEWAY_UNAVAILABLE'],
    ['an array', 200, [], 'GATEWAY_UNAVAILABLE'],
    ['null', 200, null, 'GATEWAY_UNAVAILABLE'],
  ])('throws the right error for %s', async (_what, status, body, code) => {
    khalti.answer({ status, body });
    const error = await errorOf(client.initiate(order));
    expect(error).toMatchObject({ code, answer: { operation: 'initiate', httpStatus: status } });
    expect(khalti.requests).toHaveLength(1);
  });

  it('retries as long as the request cannot have arrived', async () => {
    const unreached = new KhaltiClient({
      // The port of the discard service: no program listens on it.
      baseUrl: 'http://127.0.0.1:9/api/v2/',
      secretKey: SECRET,
      timeoutMs: 2000,
    });
    const startedAt = Date.now();
    const error = await errorOf(unreached.initiate(order));
    expect(error).toMatchObject({ code: 'GATEWAY_UNAVAILABLE', answer: null });
    expect(Date.now() - startedAt).toBeGreaterThan(600);
  });
});

describe('lookup', () => {
  it.each([
    ['Completed', 200, 'COMPLETED'],
    ['COMPLETED', 200, 'COMPLETED'],
    ['Pending', 200, 'PENDING'],
    ['Initiated', 200, 'INITIATED'],
    ['Refunded', 200, 'REFUNDED'],
    ['Partially Refunded', 200, 'PARTIALLY_REFUNDED'],
    ['Partially refunded', 200, 'PARTIALLY_REFUNDED'],
    ['partially_refunded', 200, 'PARTIALLY_REFUNDED'],
    ['Expired', 400, 'EXPIRED'],
    ['User canceled', 400, 'CANCELED'],
    ['User cancelled', 400, 'CANCELED'],
    ['User  Canceled', 400, 'CANCELED'],
  ])('reads "%s", which comes with HTTP %i, as %s', async (status, httpStatus, expected) => {
    khalti.answer({ status: httpStatus, body: { ...completed, status } });
    expect(await client.lookup(PIDX)).toMatchObject({
      status: expected,
      statusText: status,
      amountPaisa: 500_000,
      feePaisa: 1500,
      answer: { operation: 'lookup', httpStatus },
    });
  });

  it.each<[string, object]>([
    ['a status in no table', { status: 'On the moon' }],
    ['a status that contains a known one', { status: 'Not completed' }],
    ['a status that begins with a known one', { status: 'Completed (reversed)' }],
    ['a known status between other letters', { status: 'अ Completed' }],
    ['Failed', { status: 'Failed', total_amount: null, transaction_id: null }],
    ['Canceled', { status: 'Canceled' }],
    ['an empty status', { status: '' }],
    ['no status, but a transaction', { status: null }],
    ['completed and refunded at the same time', { refunded: true }],
    ['completed, and refunded as text', { refunded: 'true' }],
    ['completed without an amount', { total_amount: undefined }],
    ['completed with an amount as text', { total_amount: '500000' }],
    ['completed with a fraction of a paisa', { total_amount: 500_000.5 }],
    ['completed with a negative amount', { total_amount: -500_000 }],
    ['completed with an amount in a list', { total_amount: [500_000] }],
    ['completed without a transaction', { transaction_id: null }],
    ['completed with a blank transaction', { transaction_id: ' ' }],
    ['completed with a number as transaction', { transaction_id: 7 }],
    ['completed with a transaction that PostgreSQL cannot store', { transaction_id: 'a\u0000b' }],
    ['refunded without an amount', { status: 'Refunded', total_amount: null, refunded: true }],
    ['refunded with an amount as text', { status: 'Partially refunded', total_amount: '1' }],
    ['expired, but refunded', { status: 'Expired', refunded: true }],
  ])('calls an answer unreadable that says %s', async (_what, changes) => {
    khalti.answer({ body: { ...completed, ...changes } });
    expect(await client.lookup(PIDX)).toMatchObject({ status: 'UNREADABLE', answer: { operation: 'lookup' } });
  });

  it.each<[string, object, object]>([
    ['a fee as text', { fee: '1500' }, { status: 'COMPLETED', feePaisa: null }],
    ['a fee with a fraction', { fee: 40.5 }, { status: 'COMPLETED', feePaisa: null }],
    ['a fee that no column holds', { fee: 9_999_999_999 }, { status: 'COMPLETED', feePaisa: null }],
    ['no word about refunds', { refunded: undefined }, { status: 'COMPLETED' }],
    ['an amount as text where nothing is paid', { status: 'Pending', total_amount: '1' }, { status: 'PENDING' }],
    ['a refund without a transaction', { status: 'Refunded', transaction_id: null }, { status: 'REFUNDED' }],
  ])('reads what matters in spite of %s', async (_what, changes, expected) => {
    khalti.answer({ body: { ...completed, ...changes } });
    expect(await client.lookup(PIDX)).toMatchObject(expected);
  });

  it('passes on words that can be stored as JSON', async () => {
    const word = `A\u0000\ud800${'x'.repeat(97)}😀`;
    khalti.answer({ body: { ...completed, status: word } });
    const { statusText } = await client.lookup(PIDX);
    expect(statusText).toBe(`A  ${'x'.repeat(97)}`.slice(0, 100));
    expect(statusText).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  });

  it('parses a long body completely, although only its beginning is stored', async () => {
    khalti.answer({ body: { filler: 'x'.repeat(20_000), ...completed } });
    const { status, answer } = await client.lookup(PIDX);
    expect(status).toBe('COMPLETED');
    expect(answer.body.length).toBeLessThan(20_000);
  });

  it('reads a cancelled answer without an amount', async () => {
    khalti.answer({ status: 400, body: { pidx: PIDX, status: 'User canceled', error_key: 'khalti_error' } });
    expect(await client.lookup(PIDX)).toMatchObject({ status: 'CANCELED', amountPaisa: null, transactionId: null });
  });

  it.each([
    ['another pidx', 200, { ...completed, pidx: 'another' }, 'GATEWAY_UNAVAILABLE'],
    ['another pidx with 400', 400, { ...completed, pidx: 'another' }, 'GATEWAY_UNAVAILABLE'],
    ['an unheard-of status of another pidx', 200, { pidx: 'another', status: 'Failed' }, 'GATEWAY_UNAVAILABLE'],
    ['no status', 200, { pidx: PIDX }, 'GATEWAY_UNAVAILABLE'],
    ['an unknown pidx, 404', 404, { detail: 'Not found.', error_key: 'validation_error' }, 'GATEWAY_REFUSED'],
    ['an unknown pidx, 400', 400, { detail: 'Not found.', error_key: 'validation_error' }, 'GATEWAY_REFUSED'],
    ['a wrong key', 401, { detail: 'Invalid token.', status_code: 401 }, 'GATEWAY_MISCONFIGURED'],
    [
      'no key',
      401,
      { detail: 'Authentication credentials were not provided.', status_code: 401 },
      'GATEWAY_MISCONFIGURED',
    ],
    ['a redirect', 302, '', 'GATEWAY_UNAVAILABLE'],
  ])('throws the right error for %s', async (_what, status, body, code) => {
    khalti.answer({ status, body });
    expect(await errorOf(client.lookup(PIDX))).toMatchObject({ code });
  });

  it('retries after an outage', async () => {
    khalti.answer({ status: 502, body: '<html>' }, { body: completed });
    expect(await client.lookup(PIDX)).toMatchObject({ status: 'COMPLETED' });
    expect(khalti.requests).toHaveLength(2);
  });

  it('stops reading a body that is too long', async () => {
    khalti.answer({ body: 'x'.repeat(2_000_000) });
    expect(await errorOf(client.lookup(PIDX))).toMatchObject({ code: 'GATEWAY_UNAVAILABLE', answer: null });
  });

  it('stops when the caller aborts', async () => {
    const caller = new AbortController();
    const lookup = client.lookup(PIDX, caller.signal);
    caller.abort();
    expect(await errorOf(lookup)).toMatchObject({ code: 'GATEWAY_UNAVAILABLE' });
  });
});

describe('refund', () => {
  it("is sent to the transaction's path, which has no version", async () => {
    khalti.answer({ body: { detail: 'Transaction refund successful.' } });
    await client.refund('T/1', { amount: 5000 });
    expect(khalti.requests).toMatchObject([
      { path: '/api/merchant-transaction/T%2F1/refund/', body: { amount: 5000 } },
    ]);
  });

  it('is never sent twice, even after an outage', async () => {
    khalti.answer({ status: 502, body: '' });
    expect(await errorOf(client.refund('T1'))).toMatchObject({ code: 'GATEWAY_UNAVAILABLE' });
    expect(khalti.requests).toMatchObject([{ body: {} }]);
  });
});

describe('the secret key', () => {
  it('is in no error, even if Khalti sends it back', async () => {
    khalti.answer({ status: 400, body: { detail: `Key ${SECRET} may not do this` } });
    const error = await errorOf(client.lookup(PIDX));
    expect(JSON.stringify([error, error.reason, error.answer, error.stack])).not.toContain(SECRET);
    expect(error.reason).toContain('[key]');
  });
});
