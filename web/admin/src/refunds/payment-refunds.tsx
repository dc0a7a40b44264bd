import { type Payment } from '../payments/payment.ts';
import { RefundCard } from './refund-card.tsx';
import './styles.css';

/** All refunds of a payment, with what can be done about each. */
export function PaymentRefunds({ payment, refresh }: { payment: Payment; refresh(): Promise<unknown> }) {
  return (
    <section aria-labelledby="refunds">
      <h2 id="refunds">Refunds</h2>
      {payment.refunds.length === 0 && <p className="hint">No money of this payment went back.</p>}
      {payment.refunds.map((refund) => (
        <RefundCard key={refund.id} refund={refund} payment={payment} refresh={refresh} />
      ))}
    </section>
  );
}
