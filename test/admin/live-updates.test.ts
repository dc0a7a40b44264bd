import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Operator } from '../../src/admin/operators/operator.ts';
import { OperatorSession } from '../../src/admin/operators/operator-session.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { TestOperator } from '../support/operator.ts';
import { buy, requestRefund, send } from '../support/refunds.ts';
import { readStream, type Stream } from '../support/stream.ts';

const PAYMENT = `subscription ($id: ID!) {
  paymentChanged(id: $id) { status refundedPaisa customer { id } refunds { status } }
}`;
const ATTENTION = 'subscription { attentionChanged { reviews unknownRefunds reviewPayments { id } } }';
const IN_TIME_MS = 60_000;

interface PaymentEvent {
  paymentChanged: { status: string; refundedPaisa: number | null; refunds: { status: string }[] };
}
interface AttentionEvent {
  attentionChanged: { reviews: number; unknownRefunds: number };
}

let app: App;
let other: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp();
  other = await startApp({ beside: app });
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(async () => {
  await other.close();
  await app.close();
});

async function open<Data>(
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = { cookie: owner.cookie },
): Promise<Stream<Data>> {
  const response = await fetch(`${other.url}/admin/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return readStream(response);
}

/** Reads events until one is as expected. */
async function until<Data>(stream: Stream<Data>, isExpected: (data: Data) => boolean): Promise<Data> {
  for (;;) {
    const event = await stream.next();
    if (!event?.data) throw new Error(`The stream has ended, or failed: ${JSON.stringify(event)}`);
    if (isExpected(event.data)) return event.data;
  }
}

const em = () => app.services.orm.em.fork();

describe('paymentChanged', () => {
  it(
    'sends the payment, then its changes and those of its refunds by another process',
    async () => {
      const customer = await Customer.signUp(app);
      const { id, pidx } = await customer.initiate('basic');
      const stream = await open<PaymentEvent>(PAYMENT, { id });
      expect((await stream.next())?.data).toMatchObject({
        paymentChanged: { status: 'INITIATED', customer: { id: customer.id }, refunds: [] },
      });
      await atKhalti(app, pidx, 'complete');
      await customer.verify(pidx);
      await until(stream, ({ paymentChanged }) => paymentChanged.status === 'COMPLETED');
      const refund = (await requestRefund(owner, id)).data.requestRefund;
      await until(stream, ({ paymentChanged }) => paymentChanged.refunds[0]?.status === 'REQUESTED');
      await send(app, refund.id);
      const { paymentChanged } = await until(stream, ({ paymentChanged }) => paymentChanged.status === 'REFUNDED');
      expect(paymentChanged).toMatchObject({ refundedPaisa: 50_000, refunds: [{ status: 'DONE' }] });
      await stream.close();
    },
    IN_TIME_MS,
  );

  it('refuses a payment that is unknown', async () => {
    for (const id of ['x', '00000000-0000-7000-8000-000000000000']) {
      expect(await (await open(PAYMENT, { id })).code()).toBe('PAYMENT_NOT_FOUND');
    }
  });
});

describe('attentionChanged', () => {
  it(
    'sends what needs attention, again after it has changed, and at most once a second',
    async () => {
      const stream = await open<AttentionEvent>(ATTENTION);
      expect((await stream.next())?.data).toMatchObject({ attentionChanged: { reviews: 0, unknownRefunds: 0 } });
      const sentAt = [Date.now()];
      for (let reviews = 1; reviews <= 2; reviews += 1) {
        const customer = await Customer.signUp(app);
        const { pidx } = await customer.initiate('basic');
        await atKhalti(app, pidx, 'complete', { amount: 20_000 });
        await customer.verify(pidx);
        await until(stream, ({ attentionChanged }) => attentionChanged.reviews === reviews);
        sentAt.push(Date.now());
      }
      const { id } = await buy(app, await Customer.signUp(app));
      const refund = (await requestRefund(owner, id)).data.requestRefund;
      app.simulator.setFaults([{ endpoint: 'refund', kind: 'close-before' }]);
      await send(app, refund.id);
      app.simulator.setFaults([]);
      await until(stream, ({ attentionChanged }) => attentionChanged.unknownRefunds === 1);
      sentAt.push(Date.now());
      // The first was sent before it was read here.
      for (const [place, at] of sentAt.slice(2).entries()) {
        expect(at - Number(sentAt[place + 1])).toBeGreaterThan(500);
      }
      await stream.close();
    },
    IN_TIME_MS,
  );
});

describe('a stream of the operators', () => {
  const streams: [string, string, Record<string, unknown>][] = [
    ['paymentChanged', PAYMENT, { id: '00000000-0000-7000-8000-000000000000' }],
    ['attentionChanged', ATTENTION, {}],
  ];

  it.each(streams)('of %s needs the session of an operator', async (_name, query, variables) => {
    const { token } = await Customer.signUp(app);
    for (const headers of [{}, { authorization: `Bearer ${token}`, cookie: `session=${token}; operator=${token}` }]) {
      expect(await (await open(query, variables, headers)).code()).toBe('UNAUTHENTICATED');
    }
    const waiting = await TestOperator.signedIn(app, 'OWNER');
    await em().nativeUpdate(OperatorSession, { operator: waiting.id }, { signedInAt: null });
    expect(await (await open(query, variables, { cookie: waiting.cookie })).code()).toBe('UNAUTHENTICATED');
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['the session has ended', (operator) => em().nativeUpdate(OperatorSession, { operator }, { endedAt: new Date() })],
    [
      'nobody has used the session for long',
      (operator) => em().nativeUpdate(OperatorSession, { operator }, { lastUsedAt: new Date(0) }),
    ],
    ['the operator is disabled', (id) => em().nativeUpdate(Operator, { id }, { disabledAt: new Date() })],
  ])(
    'closes soon after %s',
    async (_what, end) => {
      const operator = await TestOperator.signedIn(app, 'VIEWER');
      const stream = await open(ATTENTION, {}, { cookie: operator.cookie });
      expect((await stream.next())?.data).toBeTruthy();
      await end(operator.id);
      expect(await stream.next()).toBeNull();
      expect(await (await open(ATTENTION, {}, { cookie: operator.cookie })).code()).toBe('UNAUTHENTICATED');
    },
    IN_TIME_MS,
  );

  it('does not keep a session from being idle', async () => {
    const operator = await TestOperator.signedIn(app, 'VIEWER');
    const lastUsedAt = new Date(Date.now() - 10 * 60_000);
    await em().nativeUpdate(OperatorSession, { operator: operator.id }, { lastUsedAt });
    const stream = await open(ATTENTION, {}, { cookie: operator.cookie });
    expect((await stream.next())?.data).toBeTruthy();
    await stream.close();
    expect(await em().findOneOrFail(OperatorSession, { operator: operator.id })).toMatchObject({ lastUsedAt });
  });

  it('serves no query and no mutation, and nothing to forms of other sites', async () => {
    expect(await (await open('{ me { permissions } }')).code()).toBe('BAD_USER_INPUT');
    const headers = { cookie: owner.cookie, 'content-type': 'text/plain' };
    expect((await open(ATTENTION, {}, headers)).status).toBe(406);
  });
});
