import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { tellOperator } from '../../src/jobs/tell-operator.ts';
import { User } from '../../src/users/user.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { makeJobsDue } from '../support/make-jobs-due.ts';
import { TestOperator } from '../support/operator.ts';
import { accept, type Receiver, startReceiver } from '../support/receiver.ts';
import { buy, requestRefund } from '../support/refunds.ts';
import { reservePort } from '../support/reserve-port.ts';
import { waitUntil } from '../support/wait-until.ts';

interface Delivery {
  id: string;
  eventId: string;
  eventType: string;
  status: string;
  attemptCount: number;
  nextAttemptAt: string | null;
  attempts: { at: string; durationMs: number; httpStatus: number | null; error: string | null }[];
}

interface Endpoint {
  id: string;
  url: string;
  eventTypes: string[];
  disabledBy: string | null;
  failingSince: string | null;
  updatedAt: string;
}

const ENDPOINT_FIELDS = 'id url eventTypes disabledBy failingSince updatedAt';

let app: App;
let owner: TestOperator;
let receiver: Receiver;
let mailbox: Mailbox;
let endpoint: { id: string; secret: string };
let key: string;
beforeAll(async () => {
  mailbox = await startMailbox();
  const mail = { SMTP_URL: mailbox.url, OPERATOR_EMAIL: 'operator@example.com' };
  app = await startApp({ env: { METRICS_PORT: '65000', ...mail } });
  await startJobs(app.services);
  owner = await TestOperator.signedIn(app, 'OWNER');
  receiver = await startReceiver();
});
afterAll(async () => {
  await app.close();
  await receiver.close();
  await mailbox.close();
});
beforeEach(() => {
  receiver.answer = accept;
});

async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await owner.ask<Data>(query, variables);
  expect(errors).toEqual([]);
  return data;
}

async function createEndpoint(
  url: string,
  eventTypes: string[] = [],
  description = 'A test',
): Promise<{ id: string; secret: string }> {
  const { createWebhookEndpoint: created } = await ask<{
    createWebhookEndpoint: { secret: string; endpoint: { id: string } };
  }>(
    `mutation ($url: String!, $eventTypes: [String!]!, $description: String!) {
      createWebhookEndpoint(url: $url, description: $description, eventTypes: $eventTypes) { secret endpoint { id } }
    }`,
    { url, eventTypes, description },
  );
  return { id: created.endpoint.id, secret: created.secret };
}

async function endpointOf(id: string): Promise<Endpoint> {
  const { webhookEndpoints } = await ask<{ webhookEndpoints: Endpoint[] }>(
    `{ webhookEndpoints { ${ENDPOINT_FIELDS} } }`,
  );
  return webhookEndpoints.find((one) => one.id === id) as Endpoint;
}

async function deliveries(endpointId: string): Promise<Delivery[]> {
  const { webhookDeliveries } = await ask<{ webhookDeliveries: { edges: { node: Delivery }[] } }>(
    `query ($endpointId: ID!) { webhookDeliveries(endpointId: $endpointId, first: 100) { edges { node {
      id eventId eventType status attemptCount nextAttemptAt attempts { at durationMs httpStatus error } } } } }`,
    { endpointId },
  );
  return webhookDeliveries.edges.map(({ node }) => node);
}

const toggle = (deed: 'disableWebhookEndpoint' | 'enableWebhookEndpoint', id: string) =>
  ask(`mutation ($id: ID!) { ${deed}(id: $id) { id } }`, { id });

const failingWebhooks = async () =>
  (await ask<{ attention: { failingWebhooks: number } }>('{ attention { failingWebhooks } }')).attention
    .failingWebhooks;

const typesOf = (userId: string) => receiver.of(userId).map(({ type }) => type);

async function received(userId: string, ...types: string[]): Promise<void> {
  await waitUntil(() => types.every((type) => typesOf(userId).includes(type)));
}

const eventOf = (userId: string, type: string) => receiver.of(userId).findLast((one) => one.type === type);

async function get(path: string, apiKey = key) {
  const response = await fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
  const body = await response.json();
  return { status: response.status, body, code: body.errors?.[0]?.extensions.code };
}

/** What operators were told about an endpoint, by its name. */
const told = (name: string) => mailbox.messages.flatMap(({ subject, text }) => (text.includes(name) ? [subject] : []));

const em = () => app.services.orm.em.fork();

async function countEvents(userId: string): Promise<number> {
  const [row] = await em().execute<{ count: number }[]>('select count(*)::int from events where user_id = ?', [userId]);
  return row?.count ?? 0;
}

async function deed(name: 'blockCustomer' | 'erasePersonalData', id: string): Promise<void> {
  const { updatedAt: seen } = await em().findOneOrFail(User, id);
  await ask(
    `mutation ($id: ID!, $seen: DateTime!) { ${name}(userId: $id, seenUpdatedAt: $seen, reason: "A test") { id } }`,
    { id, seen },
  );
}

/** Lets time pass for one customer. No trigger runs. */
async function endAccess(userId: string): Promise<void> {
  await em().transactional(async (em) => {
    await em.execute('set local session_replication_role = replica');
    await em.execute(
      `update periods set starts_at = now() - interval '1 day', ends_at = now() - interval '1 second' where user_id = ?`,
      [userId],
    );
    await em.execute(`update subscriptions set ends_at = now() - interval '1 second' where user_id = ?`, [userId]);
  });
}

/** Lets the time of the first period pass. No trigger runs. */
async function beginNext(userId: string): Promise<void> {
  await em().transactional(async (em) => {
    await em.execute('set local session_replication_role = replica');
    await em.execute(
      `with passed as (select min(ends_at) - now() + interval '1 second' as time from periods where user_id = $1), moved as (
         update periods set starts_at = starts_at - time, ends_at = ends_at - time from passed where user_id = $1
       )
       update subscriptions set starts_at = starts_at - time, ends_at = ends_at - time from passed where user_id = $1`.replaceAll(
        '$1',
        '?',
      ),
      [userId, userId, userId],
    );
  });
}

describe('events', () => {
  it('are not written while nobody wants them', async () => {
    const customer = await Customer.signUp(app);
    await buy(app, customer);
    expect(await countEvents(customer.id)).toBe(0);
  });

  it('are sent with a signature and with the access as it is', async () => {
    endpoint = await createEndpoint(receiver.url);
    const { createApiKey } = await ask<{ createApiKey: { key: string } }>(
      'mutation { createApiKey(name: "A backend", scopes: [ACCESS, EVENTS]) { key } }',
    );
    key = createApiKey.key;
    const customer = await Customer.signUp(app);
    const { id: paymentId } = await buy(app, customer, 'standard');
    await received(customer.id, 'access.granted', 'payment.completed');
    for (const { body, headers } of receiver.of(customer.id)) new Webhook(endpoint.secret).verify(body, headers);
    const { body: access } = await get(`/api/access?userId=${customer.id}`);
    expect(access).toMatchObject({ hasAccess: true, plan: 'standard', version: 1 });
    const granted = eventOf(customer.id, 'access.granted');
    expect(granted?.data).toEqual({ userId: customer.id, subject: null, ...access });
    expect(eventOf(customer.id, 'payment.completed')?.data).toMatchObject({
      paymentId,
      status: 'COMPLETED',
      version: 1,
    });
    const [line] = Object.values(await deliveries(endpoint.id));
    expect(line).toMatchObject({ status: 'DELIVERED', attemptCount: 1, nextAttemptAt: null });
    const metrics = JSON.stringify(await app.services.metrics?.asJson());
    expect(metrics).toContain('{"event":"access.granted","outcome":"delivered"}');
  });

  it('tell of further payments and refunds, once each', async () => {
    const customer = await Customer.signUp(app);
    await buy(app, customer);
    const second = await buy(app, customer);
    await received(customer.id, 'access.changed');
    const { data } = await requestRefund(owner, second.id);
    expect(data.requestRefund.status).toBe('REQUESTED');
    await received(customer.id, 'payment.refunded');
    await waitUntil(async () => (await countEvents(customer.id)) === 6 && typesOf(customer.id).length === 6);
    const types = ['access.changed', 'access.changed', 'access.granted'];
    expect(typesOf(customer.id).toSorted()).toEqual([
      ...types,
      'payment.completed',
      'payment.completed',
      'payment.refunded',
    ]);
    const versions = receiver
      .of(customer.id)
      .flatMap(({ type, data }) => (type.startsWith('access') ? [data.version] : []));
    expect(versions.toSorted()).toEqual([1, 2, 3]);
  });

  it('tell of a payment that needs a review', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    const fault = { endpoint: 'lookup', kind: 'wrong-amount', probability: 1, forPidx: pidx };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${app.simulator.url}/simulator/faults`, { method: 'PUT', headers, body: JSON.stringify([fault]) });
    expect(await customer.verify(pidx)).toMatchObject({ status: 'NEEDS_REVIEW' });
    await received(customer.id, 'payment.needs_review');
    expect(eventOf(customer.id, 'payment.needs_review')?.data).toMatchObject({ pidx, reviewReason: 'OTHER_AMOUNT' });
    expect(typesOf(customer.id)).toEqual(['payment.needs_review']);
  });

  it('tell of customers who are blocked or erased, and forget their subject', async () => {
    const customer = await Customer.signUp(app);
    await em().nativeUpdate(User, customer.id, { externalSubject: 'https://id.example.com/|auth0|12' });
    await buy(app, customer);
    await deed('blockCustomer', customer.id);
    await received(customer.id, 'customer.blocked', 'access.ended');
    const blocked = { hasAccess: false, isBlocked: true, subject: 'auth0|12', version: 2 };
    expect(eventOf(customer.id, 'customer.blocked')?.data).toMatchObject(blocked);
    await deed('erasePersonalData', customer.id);
    await received(customer.id, 'customer.erased');
    expect(eventOf(customer.id, 'customer.erased')?.data).toMatchObject({ subject: 'auth0|12', version: 3 });
    const kept = await em().execute<{ subject: string | null }[]>(
      `select distinct data->>'subject' as subject from events where user_id = ? and type <> 'customer.erased'`,
      [customer.id],
    );
    expect(kept).toEqual([{ subject: null }]);
  });

  it('tell of customers who delete their account', async () => {
    const password = 'correct horse';
    const customer = await Customer.signUp(app, password);
    await buy(app, customer);
    await received(customer.id, 'access.granted');
    const remove = 'mutation ($password: String!) { deleteAccount(password: $password) }';
    expect(await customer.ask(remove, { password })).toMatchObject({ data: { deleteAccount: true } });
    await received(customer.id, 'customer.erased', 'access.ended');
    expect(eventOf(customer.id, 'customer.erased')?.data).toMatchObject({ userId: customer.id, version: 2 });
  });

  it('tell when the next period begins, if its plan is another one', async () => {
    const customer = await Customer.signUp(app);
    await buy(app, customer, 'basic');
    await buy(app, customer, 'premium');
    await waitUntil(() => typesOf(customer.id).includes('access.changed'));
    expect(eventOf(customer.id, 'access.changed')?.data).toMatchObject({ plan: 'basic', version: 2 });
    await beginNext(customer.id);
    await waitUntil(() => eventOf(customer.id, 'access.changed')?.data.plan === 'premium');
    const changed = eventOf(customer.id, 'access.changed')?.data;
    expect(changed).toMatchObject({ hasAccess: true, plan: 'premium', version: 3 });
    expect((await get(`/api/access?userId=${customer.id}`)).body).toMatchObject({ plan: 'premium', version: 3 });
    expect(typesOf(customer.id).filter((type) => type.startsWith('access'))).toHaveLength(3);
  });

  it('tell of access that has ended, once, and in a higher version', async () => {
    const customer = await Customer.signUp(app);
    await buy(app, customer);
    await received(customer.id, 'access.granted');
    await endAccess(customer.id);
    await received(customer.id, 'access.ended');
    expect(eventOf(customer.id, 'access.ended')?.data).toMatchObject({ hasAccess: false, version: 2 });
    expect((await get(`/api/access?userId=${customer.id}`)).body).toMatchObject({ hasAccess: false, version: 2 });
    await em().execute(`update event_clock set noticed_until = now() - interval '1 minute'`);
    await buy(app, customer);
    await waitUntil(() => typesOf(customer.id).filter((type) => type === 'access.granted').length === 2);
    expect(typesOf(customer.id).filter((type) => type === 'access.ended')).toHaveLength(1);
  });

  it('belong to the transaction of the change', async () => {
    const customer = await Customer.signUp(app);
    await buy(app, customer);
    const before = await countEvents(customer.id);
    const change = em().transactional(async (em) => {
      await em.execute(`update subscriptions set ends_at = ends_at + interval '1 day' where user_id = ?`, [
        customer.id,
      ]);
      await em.execute('set constraints all immediate');
      const [row] = await em.execute<{ count: number }[]>('select count(*)::int from events where user_id = ?', [
        customer.id,
      ]);
      expect(row?.count).toBe(before + 1);
      throw new Error('Rolled back');
    });
    await expect(change).rejects.toThrow('Rolled back');
    expect(await countEvents(customer.id)).toBe(before);
  });
});

describe('a receiver', () => {
  it('that is slow, down or redirecting gets the same event when it comes back', async () => {
    const away = await startReceiver();
    const { id } = await createEndpoint(away.url, ['access.granted'], 'Comes back');
    let held: ServerResponse | undefined;
    away.answer = (response) => (held = response);
    app.services.webhooks.timeoutMs = 500;
    const customer = await Customer.signUp(app);
    await buy(app, customer);
    const tried = async (count: number) => {
      await waitUntil(async () => (await deliveries(id))[0]?.attemptCount === count);
    };
    await tried(1);
    app.services.webhooks.timeoutMs = 15_000;
    held?.destroy();
    expect(await failingWebhooks()).toBe(1);
    expect(await failingWebhooks()).toBe(1);
    away.answer = (response) => response.writeHead(503).end('Down');
    await makeJobsDue(app, ['deliverEvent']);
    await tried(2);
    away.answer = (response) => response.writeHead(302, { location: receiver.url }).end();
    await makeJobsDue(app, ['deliverEvent']);
    await tried(3);
    away.answer = accept;
    await makeJobsDue(app, ['deliverEvent']);
    await tried(4);
    const [delivery] = await deliveries(id);
    expect(delivery?.status).toBe('DELIVERED');
    expect(delivery?.attempts.map(({ httpStatus }) => httpStatus)).toEqual([null, 503, 302, 204]);
    expect(delivery?.attempts[0]?.error).toContain('500');
    expect(new Set(away.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([delivery?.eventId]));
    expect(await failingWebhooks()).toBe(0);
    expect(told('Comes back')).toEqual([]);
    await toggle('disableWebhookEndpoint', id);
    await away.close();
  });

  it('that stays down is asked ten times in about three days, and again when an operator resends; operators are told once', async () => {
    const away = await startReceiver();
    const { id } = await createEndpoint(away.url, ['access.granted'], 'Stays down');
    away.answer = (response) => response.destroy();
    await buy(app, await Customer.signUp(app));
    const waits: number[] = [];
    for (let count = 1; count <= 10; count += 1) {
      await waitUntil(async () => (await deliveries(id))[0]?.attemptCount === count);
      const [delivery] = await deliveries(id);
      if (delivery?.nextAttemptAt) {
        waits.push(
          Math.round((Date.parse(delivery.nextAttemptAt) - Date.parse(String(delivery.attempts.at(-1)?.at))) / 1000),
        );
      }
      await makeJobsDue(app, ['deliverEvent']);
    }
    const [failed] = await deliveries(id);
    expect(failed).toMatchObject({ status: 'FAILED', nextAttemptAt: null });
    const [first = 0, second = 0] = waits;
    expect(waits).toHaveLength(9);
    expect(first).toBeLessThan(second);
    const days = waits.reduce((sum, wait) => sum + wait, 0) / 86_400;
    expect(days).toBeGreaterThan(2.5);
    expect(days).toBeLessThan(3.5);
    await waitUntil(() => told('Stays down').length > 0);
    const since = String((await endpointOf(id)).failingSince);
    await tellOperator(app.services, { about: 'webhookFails', endpointId: id, since, isGone: false, error: 'Down' });
    expect(told('Stays down')).toEqual(['A webhook endpoint keeps failing']);
    away.answer = accept;
    await ask('mutation ($id: ID!) { resendDelivery(id: $id) { status } }', { id: failed?.id });
    await waitUntil(async () => (await deliveries(id))[0]?.status === 'DELIVERED');
    // Works again: an old message about it is not sent, and the next stretch of failures is told too.
    await tellOperator(app.services, { about: 'webhookFails', endpointId: id, since, isGone: true, error: 'Down' });
    expect(told('Stays down')).toHaveLength(1);
    away.answer = (response) => response.destroy();
    await ask('mutation ($id: ID!) { resendDelivery(id: $id) { status } }', { id: failed?.id });
    await waitUntil(async () => {
      await makeJobsDue(app, ['deliverEvent']);
      return told('Stays down').length === 2;
    });
    await toggle('disableWebhookEndpoint', id);
    await away.close();
  });

  it('that answers 410 gets nothing more, until an operator enables it; operators are told once', async () => {
    const away = await startReceiver();
    const { id } = await createEndpoint(away.url, ['access.granted'], 'Is gone');
    away.answer = (response) => response.writeHead(410).end();
    await buy(app, await Customer.signUp(app));
    await waitUntil(async () => (await endpointOf(id)).disabledBy === 'RECEIVER');
    expect(await failingWebhooks()).toBe(1);
    await waitUntil(() => told('Is gone').length > 0);
    const [gone] = await deliveries(id);
    expect(gone).toMatchObject({ status: 'FAILED', attemptCount: 1 });
    const resend = 'mutation ($id: ID!) { resendDelivery(id: $id) { status } }';
    expect(await owner.ask(resend, { id: gone?.id })).toMatchObject({ code: 'NOT_POSSIBLE' });
    away.answer = accept;
    await toggle('enableWebhookEndpoint', id);
    await ask(resend, { id: gone?.id });
    await waitUntil(async () => (await deliveries(id))[0]?.status === 'DELIVERED');
    expect(told('Is gone')).toEqual(['A webhook endpoint was disabled by its receiver']);
    await toggle('disableWebhookEndpoint', id);
    await away.close();
  });

  it('can change to a new secret while the former one signs too', async () => {
    const rotate =
      'mutation ($id: ID!, $hours: Int!) { rotateWebhookSecret(id: $id, overlapHours: $hours) { secret } }';
    const rotated = await ask<{ rotateWebhookSecret: { secret: string } }>(rotate, { id: endpoint.id, hours: 24 });
    const { secret } = rotated.rotateWebhookSecret;
    const customer = await Customer.signUp(app);
    await buy(app, customer);
    await received(customer.id, 'access.granted');
    const { body, headers } = eventOf(customer.id, 'access.granted') ?? { body: '', headers: {} };
    for (const one of [secret, endpoint.secret]) new Webhook(one).verify(body, headers);
    await ask(rotate, { id: endpoint.id, hours: 0 });
    const next = await Customer.signUp(app);
    await buy(app, next);
    await received(next.id, 'access.granted');
    const event = eventOf(next.id, 'access.granted') ?? { body: '', headers: {} };
    expect(() => new Webhook(secret).verify(event.body, event.headers)).toThrow('No matching signature');
    expect(JSON.stringify(app.logged)).not.toContain('whsec_');
  });

  it('has a public address in production', async () => {
    app.services.webhooks.isPublicOnly = true;
    const create = `mutation ($url: String!) { createWebhookEndpoint(url: $url, description: "A test") { secret } }`;
    const refused = [
      'http://example.com/',
      'https://10.1.2.3/',
      'https://[::1]/',
      'https://2130706433/',
      'ftp://example.com/',
    ];
    for (const url of refused) expect(await owner.ask(create, { url })).toMatchObject({ code: 'BAD_USER_INPUT' });
    // The name of a private address: found out when it is connected to.
    const count = receiver.received.length;
    const { id } = await createEndpoint(receiver.url.replace('http:', 'https:'), ['access.granted']);
    await toggle('disableWebhookEndpoint', endpoint.id);
    await buy(app, await Customer.signUp(app));
    await waitUntil(async () => (await deliveries(id))[0]?.attemptCount === 1);
    app.services.webhooks.isPublicOnly = false;
    expect((await deliveries(id))[0]?.attempts[0]?.error).toMatch(
      /^PRIVATE_ADDRESS: localhost has the private address /,
    );
    expect(receiver.received).toHaveLength(count);
    await toggle('disableWebhookEndpoint', id);
    await toggle('enableWebhookEndpoint', endpoint.id);
  });
});

describe('webhook endpoints', () => {
  it('are managed by owners after a fresh code, and audited without secrets', async () => {
    const create = `mutation { createWebhookEndpoint(url: "https://example.com/", description: "A test") { secret } }`;
    const finance = await TestOperator.signedIn(app, 'FINANCE');
    expect(await finance.ask(create)).toMatchObject({ code: 'PERMISSION_DENIED' });
    const late = await TestOperator.signedIn(app, 'OWNER', { hasConfirmed: false });
    expect(await late.ask(create)).toMatchObject({ code: 'STEP_UP_REQUIRED' });
    const update = `mutation ($id: ID!, $seen: DateTime!, $types: [String!]!) {
      updateWebhookEndpoint(id: $id, seenUpdatedAt: $seen, url: "http://localhost:1/", description: "Other", eventTypes: $types) {
        ${ENDPOINT_FIELDS} } }`;
    const { id } = await createEndpoint('http://localhost:2/');
    const { updatedAt: seen } = await endpointOf(id);
    const types = ['customer.erased'];
    expect(await owner.ask(update, { id, seen, types: ['nothing'] })).toMatchObject({ code: 'BAD_USER_INPUT' });
    await ask(update, { id, seen, types });
    expect(await owner.ask(update, { id, seen, types })).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(await endpointOf(id)).toMatchObject({ url: 'http://localhost:1/', eventTypes: types });
    await toggle('disableWebhookEndpoint', id);
    const audited = JSON.stringify(await em().execute('select * from audit_entries'));
    expect(audited).toContain('updateWebhookEndpoint');
    expect(audited).not.toContain('whsec_');
  });
});

describe('GET /api/events', () => {
  it('goes on after a cursor, and misses no event that is committed late', async () => {
    const { body: all } = await get('/api/events');
    expect(all.events.length).toBeGreaterThan(10);
    const { body: page } = await get('/api/events?limit=3');
    expect(page).toMatchObject({ events: all.events.slice(0, 3), hasMore: true, next: all.events[2].cursor });
    let next: string = all.next;
    for (let hasMore: boolean = all.hasMore; hasMore; ) {
      ({ next, hasMore } = (await get(`/api/events?after=${next}`)).body);
    }
    const insert = `insert into events (type, user_id, version, data) values ('access.changed', gen_random_uuid(), 1, '{}')`;
    const read = async () => (await get(`/api/events?after=${next}`)).body.events;
    const late = new pg.Client(app.database.url);
    await late.connect();
    await late.query('begin');
    await late.query(insert);
    await em().execute(insert);
    await em().execute(`select pg_notify('event_added', '')`);
    await waitUntil(async () => (await read()).length === 1);
    await late.query(`select pg_notify('event_added', '')`);
    await late.query('commit');
    await late.end();
    const [early] = await read();
    await waitUntil(async () => (await read()).length === 2);
    expect((await read())[0]).toEqual(early);
  });

  it('catches up over more events than are numbered at once, each once and in order', async () => {
    let cursor = '0';
    for (let hasMore = true; hasMore; ) ({ next: cursor, hasMore } = (await get(`/api/events?after=${cursor}`)).body);
    // Otherwise the tests after this one wait for all of these to be delivered.
    await toggle('disableWebhookEndpoint', endpoint.id);
    await em().execute(
      `insert into events (type, user_id, version, data)
       select 'access.changed', gen_random_uuid(), n, '{}' from generate_series(1, 1234) n`,
    );
    await em().execute(`select pg_notify('event_added', '')`);
    await waitUntil(async () => {
      const [row] = await em().execute<{ left: number }[]>(
        'select count(*)::int as left from events where number is null',
      );
      return row?.left === 0;
    });
    await toggle('enableWebhookEndpoint', endpoint.id);
    const read: { cursor: string }[] = [];
    for (let hasMore = true; hasMore; ) {
      const { body } = await get(`/api/events?after=${cursor}`);
      read.push(...body.events);
      ({ next: cursor, hasMore } = body);
    }
    expect(read).toHaveLength(1234);
    const numbers = read.map((event) => Number(event.cursor));
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  it('says what is wrong with the request', async () => {
    for (const query of ['after=x', 'after=-1', 'after=1&after=2', 'limit=0', 'limit=101']) {
      expect(await get(`/api/events?${query}`)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    }
    expect(await get('/api/events', 'ks_wrong')).toMatchObject({ status: 401, code: 'API_KEY_INVALID' });
    await em().execute(`update events set created_at = now() - interval '31 days' where number <= 5`);
    await em().execute(`select pg_notify('event_added', '')`);
    await waitUntil(async () => (await get('/api/events?after=2')).status === 410);
    expect(await get('/api/events?after=2')).toMatchObject({ code: 'EVENTS_REMOVED' });
    expect((await get('/api/events?after=5')).body.events[0].cursor).toBe('6');
  });
});

describe('examples/backend', () => {
  it('lets customers in as long as they have access, also after it was away', async () => {
    const { port, release } = await reservePort();
    const { id, secret } = await createEndpoint(`http://localhost:${port}/webhooks`);
    const env = { ...process.env, API_URL: app.url, API_KEY: key, WEBHOOK_SECRET: secret, PORT: String(port) };
    const start = async () => {
      const child = spawn(process.execPath, ['examples/backend/backend.js'], { env });
      await once(child.stdout, 'data');
      return child;
    };
    const customer = await Customer.signUp(app);
    const status = async () => (await fetch(`http://localhost:${port}/premium/${customer.id}`)).status;
    const first = await start();
    expect(await status()).toBe(403);
    const { id: paymentId } = await buy(app, customer);
    await waitUntil(async () => (await status()) === 200);
    first.kill();
    await once(first, 'exit');
    await requestRefund(owner, paymentId);
    await received(customer.id, 'access.ended');
    const second = await start();
    expect(await status()).toBe(403);
    second.kill();
    await once(second, 'exit');
    await toggle('disableWebhookEndpoint', id);
    release();
  });
});
