import { type ReactNode } from 'react';
import { Link } from 'wouter';
import { Badge, type Tone } from '../../../kit/badge.tsx';
import { formatRupees } from '../../../kit/format-rupees.ts';
import { dayInNepal } from '../../../kit/moment.tsx';
import { pathOfPayment } from '../app/paths.ts';
import { type TimelineQuery } from '../gql/graphql.ts';
import { type OpenPayment, openPaymentUrl } from '../payments/payment.ts';
import { paymentTexts } from '../texts/payment-texts.ts';
import { subscriptionTexts } from '../texts/subscription-texts.ts';
import { nameOf } from './next-start.ts';

const words = subscriptionTexts;
const { list } = paymentTexts;

type Shown = NonNullable<TimelineQuery['mySubscription']>['periods'][number];
type Refunded = TimelineQuery['myPayments']['edges'][number]['node'];

interface TimelineProps {
  periods: readonly Shown[];
  open: readonly OpenPayment[];
  refunded: readonly Refunded[];
}

/** What runs now, what follows, what is not paid or confirmed yet, and what was refunded. */
export function Timeline({ periods, open, refunded }: TimelineProps) {
  if (periods.length + open.length + refunded.length === 0) return null;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{words.timeline}</h2>
      <ol className="timeline">
        {periods.map((period, index) => (
          <PeriodStep key={period.id} period={period} isNow={index === 0} />
        ))}
        {open.map((payment) => (
          <OpenStep key={payment.id} payment={payment} />
        ))}
        {refunded.map(({ id, pidx, planName, amount }) => (
          <Step key={id} tone="quiet" label={list.status.REFUNDED} name={planName} pidx={pidx}>
            {formatRupees(amount)}
          </Step>
        ))}
      </ol>
    </section>
  );
}

function PeriodStep({ period, isNow }: { period: Shown; isNow: boolean }) {
  const { startsAt, endsAt, payment } = period;
  const until = dayInNepal(endsAt);
  return (
    <Step
      tone={isNow ? 'good' : 'quiet'}
      label={isNow ? words.now : words.next}
      name={nameOf(period)}
      pidx={payment?.pidx ?? null}
    >
      {isNow ? words.untilDay(until) : words.fromDay(dayInNepal(startsAt), until)}
      {payment?.status === 'PARTIALLY_REFUNDED' && ` · ${list.status.PARTIALLY_REFUNDED}`}
    </Step>
  );
}

function OpenStep({ payment }: { payment: OpenPayment }) {
  const { status, planName, amount, createdAt, pidx } = payment;
  const url = openPaymentUrl(payment);
  const hint = status === 'PENDING' ? words.pendingHint : words.openedOn(dayInNepal(createdAt));
  return (
    <Step tone="wait" label={list.status[status]} name={planName} pidx={pidx} {...(url ? { url } : {})}>
      {formatRupees(amount)} · {hint}
    </Step>
  );
}

interface StepProps {
  tone: Tone;
  label: string;
  name: string;
  pidx: string | null;
  /** Where it can still be paid. */
  url?: string;
  children: ReactNode;
}

function Step({ tone, label, name, pidx, url, children }: StepProps) {
  return (
    <li>
      <Badge tone={tone}>{label}</Badge>
      <div>
        <strong>{name}</strong>
        <small>{children}</small>
      </div>
      {url && (
        <a href={url} aria-label={list.link(list.continue, name)}>
          {list.continue}
        </a>
      )}
      {!url && pidx && (
        <Link href={pathOfPayment(pidx)} aria-label={list.link(words.toPayment, name)}>
          {words.toPayment}
        </Link>
      )}
    </li>
  );
}
