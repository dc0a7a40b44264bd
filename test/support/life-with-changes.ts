import { expect } from '@jest/globals';
import fc from 'fast-check';
import { extendEverybody } from '../../src/jobs/extend-everybody.ts';
import { Period, PeriodSource } from '../../src/subscriptions/period.ts';
import { type App } from './app.ts';
import { type Answered } from './ask-graphql.ts';
import { atKhalti, type Customer } from './customer.ts';
import { letDaysPass } from './let-days-pass.ts';
import { ModelledAccess, type Offer } from './modelled-access.ts';
import { type TestOperator } from './operator.ts';
import { newKey, requestRefund, send } from './refunds.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
// Between two steps some seconds pass, of which the model knows nothing.
const TOLERANCE_MS = 5 * 60_000;
const TOLERANCE_PAISA = 20;
export const TRIAL_DAYS = 7;

const plans = { basic: [50_000, 30], standard: [135_000, 90], premium: [500_000, 365] } as const;
type PlanCode = keyof typeof plans;

export type Step =
  | { do: 'buy'; plan: PlanCode }
  | { do: 'changeNow'; plan: PlanCode; afterDays: number }
  | { do: 'refund'; which: number; access: 'REVOKE' | 'KEEP'; afterDays: number }
  | { do: 'changeWhileRefunded'; plan: PlanCode; which: number }
  | { do: 'startTrial' }
  | { do: 'grantDays' | 'extendEverybody' | 'letDaysPass'; days: number };

const plan = fc.constantFrom<PlanCode[]>('basic', 'standard', 'premium');
/** From the latest payment: what was bought or changed last is the most telling to refund. */
const which = fc.oneof(fc.constant(0), fc.nat({ max: 5 }));
const access = fc.constantFrom<('REVOKE' | 'KEEP')[]>('REVOKE', 'REVOKE', 'KEEP');
const days = fc.integer({ min: 1, max: 40 });
// What is half used is what changes and refunds are about.
const afterDays = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 25 }));

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('buy'), plan }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('changeNow'), plan, afterDays }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('refund'), which, access, afterDays }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('changeWhileRefunded'), plan, which }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'startTrial' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('grantDays', 'extendEverybody'), days }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('letDaysPass'), days }) },
);

/** One customer and the operators, at the server and in the model at the same time. */
export class LifeWithChanges {
  readonly #app: App;
  readonly #customer: Customer;
  readonly #owner: TestOperator;
  readonly #planIds: Record<string, string>;
  readonly #model = new ModelledAccess();

  constructor(app: App, customer: Customer, owner: TestOperator, planIds: Record<string, string>) {
    this.#app = app;
    this.#customer = customer;
    this.#owner = owner;
    this.#planIds = planIds;
  }

  async take(one: Step): Promise<void> {
    if ('afterDays' in one && one.afterDays > 0) await this.#pass(one.afterDays);
    switch (one.do) {
      case 'buy':
        return this.#buy(one.plan);
      case 'changeNow':
        return this.#changeNow(one.plan, async () => {});
      case 'changeWhileRefunded':
        return this.#changeNow(one.plan, () => this.#refund(one.which, 'REVOKE'));
      case 'refund':
        return this.#refund(one.which, one.access);
      case 'startTrial':
        return this.#startTrial();
      case 'grantDays':
        return this.#grantDays(one.days);
      case 'extendEverybody':
        return this.#extendEverybody(one.days);
      case 'letDaysPass':
        return this.#pass(one.days);
    }
  }

  /** The days that are left are those of the model, one piece at a time, without a gap. */
  async check(): Promise<void> {
    const now = new Date();
    const em = this.#app.services.orm.em.fork();
    const all = await em.find(
      Period,
      { user: this.#customer.id },
      { populate: ['plan'], orderBy: { startsAt: 'asc' } },
    );
    expect(all.filter(({ source }) => source === PeriodSource.TRIAL).length).toBeLessThanOrEqual(1);
    const left = all.filter(({ revokedAt, endsAt }) => revokedAt === null && endsAt > now);
    for (const [index, { startsAt }] of left.entries()) {
      const before = left[index - 1];
      if (before) expect(startsAt).toEqual(before.endsAt);
      else expect(startsAt.getTime()).toBeLessThanOrEqual(now.getTime());
    }
    expect(left.map(({ source, paymentId, plan: { code } }) => ({ source, paymentId, plan: code }))).toEqual(
      this.#model.queue.map(({ source, paymentId, plan: code }) => ({ source, paymentId, plan: code })),
    );
    for (const [index, period] of left.entries()) {
      const owedMs = (this.#model.queue[index]?.leftDays ?? 0) * DAY_MS;
      expect(Math.abs(period.leftMs(now) - owedMs)).toBeLessThan(TOLERANCE_MS);
    }
    const subscription = await this.#customer.subscription();
    expect(subscription?.isActive ?? false).toBe(left.length > 0);
    if (left.length > 0) expect(subscription?.endsAt).toBe(left.at(-1)?.endsAt.toISOString());
  }

  async #pass(past: number): Promise<void> {
    await letDaysPass(this.#app, this.#customer, past);
    this.#model.pass(past);
  }

  async #buy(code: PlanCode): Promise<void> {
    const { data, errors } = await this.#initiate(code, false);
    expect(errors).toEqual([]);
    const { id, pidx, amountPaisa } = data.initiatePayment;
    expect(amountPaisa).toBe(plans[code][0]);
    await this.#pay(pidx, 'COMPLETED');
    this.#model.append(pieceOf(id, code));
  }

  async #changeNow(code: PlanCode, meanwhile: () => Promise<void>): Promise<void> {
    const offer = this.#model.offer(code, plans[code][0]);
    const { data, errors, code: refusal } = await this.#initiate(code, true);
    if (!offer) expect(refusal).toBe('PLAN_CHANGE_NOT_POSSIBLE');
    if (!offer) return;
    expect(errors).toEqual([]);
    const { id, pidx, amountPaisa } = data.initiatePayment;
    expect(Math.abs(amountPaisa - offer.toPayPaisa)).toBeLessThan(TOLERANCE_PAISA);
    await meanwhile();
    const isAsQuoted = this.#isAsQuoted(offer);
    await this.#pay(pidx, isAsQuoted ? 'COMPLETED' : 'NEEDS_REVIEW');
    if (isAsQuoted) this.#model.startNow(pieceOf(id, code), offer.exchanged);
  }

  #isAsQuoted({ exchanged }: Offer): boolean {
    return exchanged.every((piece) => this.#model.queue.includes(piece) && piece.worthPaisa > 0);
  }

  async #refund(index: number, how: 'REVOKE' | 'KEEP'): Promise<void> {
    const ids = [...this.#model.paid.keys()];
    const id = ids.at(-1 - (index % Math.max(1, ids.length)));
    if (id === undefined) return;
    const isPossible = this.#model.paid.get(id)?.worthPaisa !== 0 && !this.#model.isExchanged(id);
    const { data, code } = await requestRefund(this.#owner, id, { access: how });
    expect(code).toBe(isPossible ? undefined : 'NOT_REFUNDABLE');
    if (!isPossible) return;
    expect((await send(this.#app, data.requestRefund.id)).status).toBe('DONE');
    this.#model.refund(id, how);
  }

  async #startTrial(): Promise<void> {
    const { code } = await this.#customer.ask('mutation ($planId: ID!) { startTrial(planId: $planId) { endsAt } }', {
      planId: this.#planIds.basic,
    });
    expect(code).toBe(this.#model.hasUsedTrial ? 'TRIAL_USED' : undefined);
    if (!this.#model.hasUsedTrial) this.#model.append(freePiece('TRIAL', 'basic', TRIAL_DAYS));
    this.#model.hasUsedTrial = true;
  }

  async #grantDays(given: number): Promise<void> {
    const { errors } = await this.#owner.ask(
      `mutation ($userId: ID!, $planId: ID!, $days: Int!, $key: ID!) {
        grantDays(userId: $userId, planId: $planId, days: $days, reason: "A test", idempotencyKey: $key) { id }
      }`,
      { userId: this.#customer.id, planId: this.#planIds.standard, days: given, key: newKey() },
    );
    expect(errors).toEqual([]);
    this.#model.append(freePiece('GRANT', 'standard', given));
  }

  async #extendEverybody(given: number): Promise<void> {
    const { data, errors } = await this.#owner.ask<{ extendEverybody: { id: string } }>(
      `mutation ($days: Int!, $key: ID!) {
        extendEverybody(days: $days, reason: "A test", idempotencyKey: $key) { id }
      }`,
      { days: given, key: newKey() },
    );
    expect(errors).toEqual([]);
    await extendEverybody(this.#app.services, { extensionId: data.extendEverybody.id });
    const [running] = this.#model.queue;
    if (running) this.#model.append(freePiece('GRANT', running.plan, given));
  }

  #initiate(code: PlanCode, startNow: boolean): Promise<Answered<Opened>> {
    return this.#customer.ask<Opened>(
      `mutation ($planId: ID!, $startNow: Boolean!) {
        initiatePayment(planId: $planId, startNow: $startNow) { id pidx amountPaisa }
      }`,
      { planId: this.#planIds[code], startNow },
    );
  }

  async #pay(pidx: string, status: string): Promise<void> {
    await atKhalti(this.#app, pidx, 'complete');
    expect((await this.#customer.verify(pidx)).status).toBe(status);
  }
}

interface Opened {
  initiatePayment: { id: string; pidx: string; amountPaisa: number };
}

/** Also of a change: the customer gave what is exchanged, and paid the rest of the price. */
function pieceOf(paymentId: string, code: PlanCode) {
  const [worthPaisa, wholeDays] = plans[code];
  return { paymentId, plan: code, source: 'PAYMENT' as const, worthPaisa, wholeDays };
}

function freePiece(source: 'TRIAL' | 'GRANT', code: string, wholeDays: number) {
  return { paymentId: null, plan: code, source, worthPaisa: 0, wholeDays };
}
