import { GraphQLDate } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { toNepaliDate } from '../../receipts/nepali-calendar.ts';
import { type Services } from '../../services.ts';
import { type Days } from './figure-period.ts';
import { type Active, type Kinds, type Money, readActive, readKinds, readMoney } from './read-figures.ts';

interface Sources {
  money: () => Promise<Money[]>;
  kinds: () => Promise<Kinds[]>;
  active: () => Promise<Active[]>;
}

/** Figures of one period. Only the selected ones are read. */
@ObjectType({
  description: "Money and subscribers of one period. The days are Nepal's (UTC+5:45). Sums are whole paisa.",
})
export class Figure {
  @Field(() => GraphQLDate, { description: "The first day, in Nepal's time." })
  readonly from: string;

  @Field(() => GraphQLDate, { description: 'The last day (inclusive).' })
  readonly to: string;

  constructor(
    { from, to }: Days,
    private readonly place: number,
    private readonly sources: Sources,
  ) {
    this.from = from;
    this.to = to;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The first day in Bikram Sambat: `2083-04-01`. Null where its calendar is not known here.',
  })
  get nepaliFrom(): string | null {
    const date = toNepaliDate(this.from);
    return date && [date.year, date.month, date.day].map((part) => String(part).padStart(2, '0')).join('-');
  }

  private async read<Row>(source: () => Promise<Row[]>): Promise<Row> {
    const row = (await source())[this.place];
    if (!row) throw new Error(`There is no figure ${this.place}`);
    return row;
  }

  @Field(() => Float, {
    description:
      'Collected, in paisa: the payments that were paid on these days. A later refund does not change it. Payments in review are not in it.',
  })
  get collectedPaisa(): Promise<number> {
    return this.read(this.sources.money).then((money) => money.collectedPaisa);
  }

  @Field(() => Float, {
    description: 'Paid back, in paisa: the refunds that were done on these days, of whatever day the sale was.',
  })
  get paidBackPaisa(): Promise<number> {
    return this.read(this.sources.money).then((money) => money.paidBackPaisa);
  }

  @Field(() => Float, { description: "Collected minus paid back, in paisa. Khalti's fee is not taken off." })
  get netPaisa(): Promise<number> {
    return this.read(this.sources.money).then((money) => money.collectedPaisa - money.paidBackPaisa);
  }

  @Field(() => Boolean, {
    description:
      'True if the sum of a refund on these days is not known. Then at least `paidBackPaisa` was paid back, and `netPaisa` is too high.',
  })
  get isAtLeast(): Promise<boolean> {
    return this.read(this.sources.money).then((money) => money.unknownRefunds > 0);
  }

  @Field(() => Float, {
    description: "Khalti's fee for the payments in `collectedPaisa`, in paisa, where Khalti named it.",
  })
  get feePaisa(): Promise<number> {
    return this.read(this.sources.money).then((money) => money.feePaisa);
  }

  @Field(() => Int, { description: 'The number of payments in `collectedPaisa`.' })
  get payments(): Promise<number> {
    return this.read(this.sources.money).then((money) => money.payments);
  }

  @Field(() => Int, { description: 'The number of refunds in `paidBackPaisa`, and of those whose sum is not known.' })
  get refunds(): Promise<number> {
    return this.read(this.sources.money).then((money) => money.refunds);
  }

  @Field(() => Float, { description: 'The part of `collectedPaisa` of customers who had never paid before.' })
  get newPaisa(): Promise<number> {
    return this.read(this.sources.kinds).then((kinds) => kinds.newPaisa);
  }

  @Field(() => Float, {
    description:
      'The part of `collectedPaisa` of customers who had paid before, and paid while their access ran or within 30 days after.',
  })
  get renewedPaisa(): Promise<number> {
    return this.read(this.sources.kinds).then((kinds) => kinds.renewedPaisa);
  }

  @Field(() => Float, {
    description:
      'The part of `collectedPaisa` of customers who had paid before, and whose access had ended more than 30 days before.',
  })
  get returnedPaisa(): Promise<number> {
    return this.read(this.sources.kinds).then((kinds) => kinds.returnedPaisa);
  }

  @Field(() => Int, {
    nullable: true,
    description: 'People with paid access at the end of the last day; of today, now. Null for a day to come.',
  })
  get activePaid(): Promise<number | null> {
    return this.read(this.sources.active).then((active) => active.paid);
  }

  @Field(() => Int, { nullable: true, description: 'The same for people whose access is a trial.' })
  get activeTrial(): Promise<number | null> {
    return this.read(this.sources.active).then((active) => active.trial);
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The same for people whose access was given to them without payment.',
  })
  get activeComplimentary(): Promise<number | null> {
    return this.read(this.sources.active).then((active) => active.complimentary);
  }
}

export function figuresOf(services: Services, periods: Days[]): Figure[] {
  const sources = {
    money: once(() => readMoney(services, periods)),
    kinds: once(() => readKinds(services, periods)),
    active: once(() => readActive(services, periods)),
  };
  return periods.map((days, place) => new Figure(days, place, sources));
}

function once<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let reading: Promise<Result> | undefined;
  return () => (reading ??= read());
}
