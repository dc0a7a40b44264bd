import { Moment } from '../../../kit/moment.tsx';
import { paymentTexts } from '../texts/payment-texts.ts';
import { type Payment } from './payment.ts';

const words = paymentTexts.outcome;

export function OutcomeText({ payment: { status, subscription } }: { payment: Payment }) {
  return (
    <>
      <p>{words.byStatus[status].text}</p>
      {subscription && (
        <p className="access">
          {subscription.isActive ? words.accessUntil : words.accessEndedOn}{' '}
          <strong>
            <Moment at={subscription.endsAt} />
          </strong>
        </p>
      )}
    </>
  );
}
