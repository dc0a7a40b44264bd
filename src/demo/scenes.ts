import { TargetKind } from '../admin/audit-entry.ts';
import { ReviewReason } from '../payments/review-reason.ts';
import { DAY_MS } from '../subscriptions/period.ts';
import { choosePlan, complete } from './buy.ts';
import { DemoPayment } from './demo-payment.ts';
import { type Life } from './life.ts';
import { loseRefund } from './refund.ts';
import { type SeededRandom } from './seeded-random.ts';
import { HOUR_MS, later, MINUTE_MS, SECOND_MS } from './times.ts';

interface Scene {
  agoMs: number;
  play: (life: Life, at: Date) => void;
}

/** What operators must look at now, whatever the seed. */
const scenes: Scene[] = [
  { agoMs: 2.2 * DAY_MS, play: payLess },
  { agoMs: 40 * HOUR_MS, play: payTwiceWithOneTransaction },
  { agoMs: 28 * HOUR_MS, play: payWhileBlocked },
  { agoMs: 6 * DAY_MS, play: (life, at) => payAndLoseRefund(life, at, false) },
  { agoMs: 4 * DAY_MS, play: (life, at) => payAndLoseRefund(life, at, true) },
  ...[26, 31, 50, 75].map((hours) => ({ agoMs: hours * HOUR_MS, play: hold })),
  ...[8, 19, 30].map((hours) => ({ agoMs: hours * HOUR_MS, play: payWithoutReceipt })),
  ...[3, 11, 24].map((minutes) => ({ agoMs: minutes * MINUTE_MS, play: open })),
];

/** Each scene is played by another customer, who has signed up before. Without such a customer it is left out. */
export function planScenes(lives: readonly Life[], now: Date, random: SeededRandom): void {
  const free = new Set(lives);
  for (const { agoMs, play } of scenes) {
    const at = later(now, -agoMs);
    const able = [...free].filter(({ user }) => user.createdAt < at);
    const life = able[Math.floor(random.between(0, able.length))];
    if (!life) continue;
    free.delete(life);
    life.plan(at, (begunAt) => play(life, begunAt));
  }
}

function open(life: Life, at: Date): DemoPayment {
  const demo = new DemoPayment(life, choosePlan(life), at);
  demo.open();
  return demo;
}

function hold(life: Life, at: Date): void {
  open(life, at).hold(later(at, 3 * MINUTE_MS));
}

function payLess(life: Life, at: Date): void {
  const demo = open(life, at);
  const paisa = Math.floor(demo.payment.amountPaisa / 200) * 100;
  demo.review(ReviewReason.OTHER_AMOUNT, later(at, 2 * MINUTE_MS), { paisa });
}

function payTwiceWithOneTransaction(life: Life, at: Date): void {
  const first = open(life, at);
  complete(first, later(at, MINUTE_MS));
  const second = open(life, later(at, HOUR_MS));
  const transactionId = String(first.payment.transactionId);
  second.review(ReviewReason.TRANSACTION_TAKEN, later(at, HOUR_MS + MINUTE_MS), { transactionId });
}

function payWhileBlocked(life: Life, at: Date): void {
  const demo = open(life, at);
  const { user } = life;
  const blockedAt = later(at, MINUTE_MS);
  Object.assign(user, { blockedAt, sessionsValidFrom: blockedAt, updatedAt: blockedAt });
  life.audit(
    blockedAt,
    'blockCustomer',
    [TargetKind.CUSTOMER, user.id],
    { blockedAt },
    'Demo data: asked for by the bank',
  );
  life.hasLeft = true;
  demo.review(ReviewReason.CUSTOMER_BLOCKED, later(at, 2 * MINUTE_MS));
}

function payAndLoseRefund(life: Life, at: Date, isBack: boolean): void {
  const demo = open(life, at);
  demo.complete(later(at, MINUTE_MS));
  life.mail(later(at, MINUTE_MS + 2 * SECOND_MS), `receipt-${demo.payment.id}`);
  life.plan(later(at, 2 * DAY_MS), (sentAt) => loseRefund(demo, isBack, sentAt));
}

function payWithoutReceipt(life: Life, at: Date): void {
  const demo = open(life, at);
  demo.complete(later(at, MINUTE_MS));
  life.world.book.failedReceipts.push({ paymentId: demo.payment.id, at: later(at, HOUR_MS) });
}
