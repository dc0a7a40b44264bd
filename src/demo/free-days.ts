import { TargetKind } from '../admin/audit-entry.ts';
import { Extension } from '../subscriptions/extension.ts';
import { Grant } from '../subscriptions/grant.ts';
import { DAY_MS } from '../subscriptions/period.ts';
import { type Life, NOBODY } from './life.ts';
import { later, MINUTE_MS } from './times.ts';

const SHARE = 0.03;
const EXTENSION_DAYS = 3;
const EXTENDED_AGO_DAYS = 47;

/** An operator gives a few customers a week. */
export function planFreeDays(life: Life): void {
  const { random, user, world } = life;
  if (!random.chance(SHARE)) return;
  const at = new Date(random.between(user.createdAt.getTime(), world.now.getTime()));
  const reason = 'Demo data: a question was answered late';
  life.plan(at, () => {
    const plan = life.running(at)?.plan ?? world.plans[0];
    if (!plan) return;
    const { periodId } = give(life, { plan, days: 7, reason, extension: null }, at);
    const after = { periodId, planId: plan.id, days: 7 };
    life.audit(at, 'grantDays', [TargetKind.CUSTOMER, user.id], after, reason);
  });
}

/** Everybody who has access on one day gets three days more. */
export function planExtension(lives: readonly Life[]): void {
  const [life] = lives;
  if (!life) return;
  const { book, now, seed } = life.world;
  const at = later(now, -EXTENDED_AGO_DAYS * DAY_MS);
  if (life.user.createdAt > at) return;
  const reason = 'Demo data: the service was not available';
  const values = { days: EXTENSION_DAYS, plan: null, audienceAt: at, reason, authorId: NOBODY };
  const extension = new Extension({ ...values, idempotencyKey: `demo-seed-${seed}` });
  const completedAt = later(at, MINUTE_MS);
  Object.assign(extension, { id: life.random.uuid(at), createdAt: at, completedAt, updatedAt: completedAt });
  book.extensions.push(extension);
  life.audit(at, 'extendEverybody', [TargetKind.EXTENSION, extension.id], { days: EXTENSION_DAYS }, reason);
  for (const one of lives) {
    one.plan(at, () => {
      const plan = one.running(at)?.plan;
      if (plan) give(one, { plan, days: EXTENSION_DAYS, reason, extension }, at);
    });
  }
}

function give(
  life: Life,
  { plan, days, reason, extension }: Pick<Grant, 'plan' | 'days' | 'reason' | 'extension'>,
  at: Date,
): { periodId: string } {
  const grant = new Grant({ user: life.user, plan, days, reason, authorId: NOBODY, extension });
  Object.assign(grant, { id: life.random.uuid(at), createdAt: at });
  life.world.book.grants.push(grant);
  return { periodId: life.grant(plan, { grant }, days, at).id };
}
