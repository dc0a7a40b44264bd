import { Moment } from '../../../kit/moment.tsx';
import { texts } from '../texts/texts.ts';
import { openLink, type Payment } from './payment.ts';

const words = texts.paymentReturn;

export function OutcomeText({ payment }: { payment: Payment }) {
  const { status, subscription, plan } = payment;
  const isShut = status === 'INITIATED' && openLink(payment) === null;
  return (
    <>
      <p>{isShut ? words.linkClosed : words.outcome[status].text}</p>
      {subscription && (
        <p className="access">
          <strong>{plan.name}</strong> {subscription.isActive ? words.activeUntil : words.endedOn}{' '}
          <Moment at={subscription.endsAt} />
        </p>
      )}
    </>
  );
}
