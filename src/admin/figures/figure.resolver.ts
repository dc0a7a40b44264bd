import { GraphQLDate } from 'graphql-scalars';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { nepalDay } from '../../receipts/nepali-calendar.ts';
import { type AdminContext } from '../admin-context.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { Figure, figuresOf } from './figure.ts';
import { FigurePeriod, readDays, splitDays } from './figure-period.ts';
import { CurrentValue, EndingAccess, OpenedToPaid, RenewalRate } from './further-figures.ts';
import { readActive, readCurrentValue, readEnding, readOutcomes, readRenewals } from './read-figures.ts';

const FROM = {
  description: 'The first day, a calendar day of Nepal, from 2000-01-01. BAD_USER_INPUT if it is after `to`.',
};
const TO = { description: 'The last day (inclusive), at most 3,700 days later.' };
const BY = { description: 'What one element covers. BAD_USER_INPUT for more than 400 elements.' };

@Resolver()
export class FigureResolver {
  @Permit(Permission.READ)
  @Query(() => [Figure], {
    description:
      'Money and subscribers by period, in order, without gaps. The first and last period are cut off at `from` and `to`.',
  })
  figures(
    @Arg('from', () => GraphQLDate, FROM) from: Date,
    @Arg('to', () => GraphQLDate, TO) to: Date,
    @Arg('by', () => FigurePeriod, BY) by: FigurePeriod,
    @Ctx() { services }: AdminContext,
  ): Figure[] {
    return figuresOf(services, splitDays(readDays(from, to), by));
  }

  @Permit(Permission.READ)
  @Query(() => [RenewalRate], {
    description:
      'The renewal rate by month of end, in order: of the people whose paid access ended in a month, the share that paid again within 30 days.',
  })
  async renewalRates(
    @Arg('from', () => GraphQLDate, FROM) from: Date,
    @Arg('to', () => GraphQLDate, TO) to: Date,
    @Ctx() { services }: AdminContext,
  ): Promise<RenewalRate[]> {
    const rows = await readRenewals(services, readDays(from, to));
    return rows.map(({ month, ended, renewed, isOver }) => ({
      month,
      ended,
      renewed: isOver ? renewed : null,
      rate: isOver && ended > 0 ? renewed / ended : null,
    }));
  }

  @Permit(Permission.READ)
  @Query(() => [OpenedToPaid], { description: 'What became of opened payments, by the day on which they were opened.' })
  async openedToPaid(
    @Arg('from', () => GraphQLDate, FROM) from: Date,
    @Arg('to', () => GraphQLDate, TO) to: Date,
    @Arg('by', () => FigurePeriod, BY) by: FigurePeriod,
    @Ctx() { services }: AdminContext,
  ): Promise<OpenedToPaid[]> {
    const periods = splitDays(readDays(from, to), by);
    const rows = await readOutcomes(services, periods);
    return rows.map((row, index) => ({ ...periods[index], ...row }) as OpenedToPaid);
  }

  @Permit(Permission.READ)
  @Query(() => [EndingAccess], {
    description:
      'Access that ends on each day, in order, and how many of these people have paid again. `endingSoon` with `from`, `to` and `paidAgain` lists them. At most 400 days.',
  })
  async endingAccess(
    @Arg('from', () => GraphQLDate, FROM) from: Date,
    @Arg('to', () => GraphQLDate, TO) to: Date,
    @Ctx() { services }: AdminContext,
  ): Promise<EndingAccess[]> {
    const days = splitDays(readDays(from, to), FigurePeriod.DAY);
    const rows = await readEnding(services, days);
    return rows.map((row, index) => ({ ...row, day: String(days[index]?.from) }));
  }

  @Permit(Permission.READ)
  @Query(() => CurrentValue, { description: 'What the running access is worth, and how many people have it.' })
  async currentValue(@Ctx() { services }: AdminContext): Promise<CurrentValue> {
    const today = nepalDay(new Date());
    const [value, [active]] = await Promise.all([
      readCurrentValue(services),
      readActive(services, [{ from: today, to: today }]),
    ]);
    return {
      ...value,
      activePaid: active?.paid ?? 0,
      activeTrial: active?.trial ?? 0,
      activeComplimentary: active?.complimentary ?? 0,
    };
  }
}
