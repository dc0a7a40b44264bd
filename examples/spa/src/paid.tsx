import { useEffect, useState } from 'react';
import { ask, client, RequestFailed } from './client.ts';
import { type VerifyMutation } from './gql/graphql.ts';
import { PaymentUpdated, Verify } from './operations.ts';

type Payment = VerifyMutation['verifyPayment'];

const UNDECIDED = new Set(['CREATED', 'INITIATED', 'PENDING']);

/** Khalti returns the customer here. Only `pidx` counts: the other parameters of the address prove nothing. */
export function Paid({ pidx }: { pidx: string }) {
  const [payment, setPayment] = useState<Payment | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    ask(Verify, { pidx }).then(
      ({ verifyPayment }) => setPayment(verifyPayment),
      (error: unknown) => setProblem(error instanceof RequestFailed ? error.message : String(error)),
    );
  }, [pidx]);
  const isPending = payment?.status === 'PENDING';
  useEffect(() => {
    if (!isPending) return;
    const updates = client.subscription(PaymentUpdated, { pidx }).subscribe(({ data }) => {
      if (data) setPayment(data.paymentUpdated);
    });
    return () => updates.unsubscribe();
  }, [pidx, isPending]);
  useEffect(() => {
    if (payment && !UNDECIDED.has(payment.status)) forgetKeys();
  }, [payment]);
  return (
    <main>
      <h1>Your payment</h1>
      {problem && <p role="alert">{problem}</p>}
      {payment ? <p>{payment.message}</p> : !problem && <p>Asking Khalti</p>}
      {payment?.subscription && (
        <p>You have access until {new Date(payment.subscription.endsAt).toLocaleDateString()}.</p>
      )}
      <a href="/">Back to the app</a>
    </main>
  );
}

/** The next purchase is another one. */
function forgetKeys(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith('key ')) sessionStorage.removeItem(name);
}
