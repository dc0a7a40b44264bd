import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { graphql } from '../gql/index.ts';
import { paymentTexts } from '../texts/payment-texts.ts';
import { type VerifiedPayment } from './verify-payment.ts';

const words = paymentTexts.outcome;
const ASK_EVERY_MS = 3_000;
const ASK_FOR_MS = 60_000;

const ReceiptQuery = graphql(`
  query Receipt($pidx: ID!) {
    payment(pidx: $pidx) {
      id
      receipt {
        number
        url
      }
    }
  }
`);

/** Links to the receipt and the credit notes. A worker issues them seconds after the payment, so this asks again for a minute. */
export function ReceiptRow({ payment }: { payment: VerifiedPayment }) {
  const isPaid = payment.status === 'COMPLETED' || payment.status === 'PARTIALLY_REFUNDED';
  const isAwaited = isPaid && payment.receipt === null;
  const { data, stopPolling } = useQuery(ReceiptQuery, {
    variables: { pidx: payment.pidx ?? '' },
    fetchPolicy: 'no-cache',
    skip: !isAwaited,
    pollInterval: ASK_EVERY_MS,
  });
  const receipt = payment.receipt ?? data?.payment?.receipt ?? null;
  const isFound = receipt !== null;
  useEffect(() => {
    if (isFound) return stopPolling();
    const timer = setTimeout(stopPolling, ASK_FOR_MS);
    return () => clearTimeout(timer);
  }, [isFound, stopPolling]);
  const links = [receipt, ...payment.creditNotes].filter((link) => link !== null);
  if (links.length === 0) return null;
  return (
    <div>
      <dt>{words.receipt}</dt>
      <dd>
        {links.map(({ number, url }) => (
          <a key={number} href={url} className="document">
            {paymentTexts.list.receipt(number)}
          </a>
        ))}
      </dd>
    </div>
  );
}
