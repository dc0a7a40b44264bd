import { expect } from '@jest/globals';
import { Period } from '../../src/subscriptions/period.ts';
import { Subscription } from '../../src/subscriptions/subscription.ts';
import { type App } from './app.ts';

export interface AccessChangeData {
  endsAtBefore: string | null;
  endsAtAfter: string | null;
  moves: {
    period: { id: string };
    startsAtBefore: string;
    endsAtBefore: string;
    startsAtAfter: string;
    endsAtAfter: string;
  }[];
}

export const ACCESS_CHANGE = `endsAtBefore endsAtAfter
  moves { period { id } startsAtBefore endsAtBefore startsAtAfter endsAtAfter }`;

/**
 * That the customer's access has become what a preview said. What runs on from the instant of the deed is that much later
 * than the preview, to the millisecond.
 */
export async function expectForeseen(app: App, userId: string, preview: AccessChangeData): Promise<void> {
  const em = app.services.orm.em.fork();
  const periods = await em.find(Period, { user: userId });
  const running = periods.find(({ revokedAt, startsAt }) => revokedAt && startsAt < revokedAt);
  const [first] = preview.moves;
  const laterMs = running?.revokedAt && first ? running.revokedAt.getTime() - Date.parse(first.startsAtAfter) : 0;
  const later = (time: string) => new Date(Date.parse(time) + laterMs);
  for (const { period, startsAtAfter, endsAtAfter } of preview.moves) {
    const moved = periods.find(({ id }) => id === period.id);
    expect([moved?.startsAt, moved?.endsAt]).toEqual([later(startsAtAfter), later(endsAtAfter)]);
  }
  const { endsAt } = await em.findOneOrFail(Subscription, { user: userId });
  expect(endsAt).toEqual(preview.endsAtAfter && later(preview.endsAtAfter));
}
