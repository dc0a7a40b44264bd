import { ActorKind, AuditEntry, DeedOutcome, type TargetKind } from '../admin/audit-entry.ts';
import { unmanaged } from '../database/unmanaged.ts';
import { SentMessage } from '../mail/sent-message.ts';
import { ALL_DAYS, applyCut, computeCut } from '../subscriptions/cut-access.ts';
import { type Period, type PeriodOrigin } from '../subscriptions/period.ts';
import { type Plan } from '../subscriptions/plan.ts';
import { Subscription } from '../subscriptions/subscription.ts';
import { User } from '../users/user.ts';
import { type DemoBook } from './demo-book.ts';
import { SeededRandom } from './seeded-random.ts';

/** What all customers share. */
export interface World {
  seed: number;
  now: Date;
  /** See `gatewayName`. */
  gateway: string;
  /** On sale, the shortest first. */
  plans: Plan[];
  book: DemoBook;
}

type Event = (at: Date) => void;

/** Of these rows there is no operator who did it. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** One customer's year: what happens, in the order of time, and the access that it gives. */
export class Life {
  readonly world: World;
  readonly random: SeededRandom;
  readonly user: User;
  subscription: Subscription | null = null;
  readonly periods: Period[] = [];
  /** Does not buy again. */
  hasLeft = false;
  readonly #events: { at: Date; event: Event }[] = [];

  constructor(world: World, number: number, signedUpAt: Date) {
    this.world = world;
    this.random = new SeededRandom(`seed ${world.seed}, customer ${number}`);
    this.user = new User(`customer-${number}.seed-${world.seed}@demo.example.com`, `Demo customer ${number}`);
    this.user.id = this.random.uuid(signedUpAt);
    this.user.createdAt = signedUpAt;
    this.user.updatedAt = signedUpAt;
    if (this.random.chance(0.7)) this.user.emailConfirmedAt = signedUpAt;
    world.book.users.push(this.user);
  }

  /** Nothing happens in the future. */
  plan(at: Date, event: Event): void {
    if (at <= this.world.now) this.#events.push({ at, event });
  }

  live(): void {
    for (;;) {
      this.#events.sort((a, b) => b.at.getTime() - a.at.getTime());
      const next = this.#events.pop();
      if (!next) return;
      next.event(next.at);
    }
  }

  /** As `grantAccess`, at another time. */
  grant(plan: Plan, from: PeriodOrigin, durationDays: number, at: Date): Period {
    const { subscriptions, periods } = this.world.book;
    if (!this.subscription) {
      this.subscription = unmanaged(Subscription, { user: this.user, plan, startsAt: at, endsAt: at });
      subscriptions.push(this.subscription);
    }
    const period = this.subscription.extend(plan, from, durationDays, at);
    period.id = this.random.uuid(at);
    this.periods.push(period);
    periods.push(period);
    return period;
  }

  /** As `cutAccess`, at another time. */
  revoke(period: Period, at: Date): void {
    if (!this.subscription || period.revokedAt) return;
    const others = this.periods
      .filter((other) => other !== period && other.revokedAt === null && other.endsAt > at)
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    applyCut(computeCut(this.subscription, period, others, ALL_DAYS, at));
  }

  /** The unrevoked period that runs at an instant. */
  running(at: Date): Period | undefined {
    return this.periods.find(({ revokedAt, startsAt, endsAt }) => !revokedAt && startsAt <= at && at < endsAt);
  }

  audit(at: Date, action: string, target: [TargetKind, string], after: Record<string, unknown>, reason: string): void {
    const actor = { actorKind: ActorKind.COMMAND, actorId: 'demo', requestId: null };
    const [targetKind, targetId] = target;
    const facts = { action, targetKind, targetId, outcome: DeedOutcome.DONE, code: null, before: null, after, reason };
    const entry = Object.assign(new AuditEntry({ ...actor, ...facts }), { id: this.random.uuid(at), at });
    this.world.book.entries.push(entry);
  }

  mail(at: Date, key: string): void {
    this.world.book.messages.push(Object.assign(new SentMessage(key), { sentAt: at }));
  }
}
