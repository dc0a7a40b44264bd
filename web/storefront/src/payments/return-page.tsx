import { Link, useSearch } from 'wouter';
import { Page } from '../app/page.tsx';
import { paths } from '../app/paths.ts';
import { paymentTexts } from '../texts/payment-texts.ts';
import { SignedIn } from '../users/signed-in.tsx';
import { PaymentOutcome } from './payment-outcome.tsx';

const words = paymentTexts.outcome;

/** Khalti sends the browser here. Ignore the other query parameters: they are not authenticated. */
export function ReturnPage() {
  const pidx = new URLSearchParams(useSearch()).get('pidx');
  if (!pidx) return <NoPayment />;
  return (
    <SignedIn title={words.title} whileUnknown={words.nothingLost}>
      {(me) => <PaymentOutcome key={pidx} pidx={pidx} me={me} />}
    </SignedIn>
  );
}

function NoPayment() {
  return (
    <Page title={words.missingTitle}>
      <p>{words.missing}</p>
      <Link href={paths.payments} className="action">
        {words.toPayments}
      </Link>
    </Page>
  );
}
