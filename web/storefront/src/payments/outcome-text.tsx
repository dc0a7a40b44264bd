import { Moment } from '../../../kit/moment.tsx';
import { paymentTexts } from '../texts/payment-texts.ts';
import { type VerifiedPayment } from './verify-payment.ts';

const words = paymentTexts.outcome;

/** What became of this payment. The access is that of this payment, not all that the customer has. */
export function OutcomeText({ payment: { status, period, startsNow } }: { payment: VerifiedPayment }) {
  return (
    <>
      <p>{words.byStatus[status].text}</p>
      {status === 'INITIATED' && startsNow && <p>{words.startsNow}</p>}
      {status === 'COMPLETED' && !period && <p>{words.endedEarly}</p>}
      {period && <AccessText {...period} />}
    </>
  );
}

function AccessText({ startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  const now = Date.now();
  const [label, at] = Date.parse(startsAt) > now ? [words.accessFrom, startsAt] : [labelOfEnd(endsAt, now), endsAt];
  return (
    <p className="access">
      {label}{' '}
      <strong>
        <Moment at={at} />
      </strong>
    </p>
  );
}

function labelOfEnd(endsAt: string, now: number): string {
  return Date.parse(endsAt) > now ? words.accessUntil : words.accessEndedOn;
}
