import { Skeleton } from '../../../kit/skeleton.tsx';
import { accountTexts } from '../texts/account-texts.ts';
import { firstPages } from '../texts/first-pages.ts';
import { paymentTexts } from '../texts/payment-texts.ts';
import { recoveryTexts } from '../texts/recovery-texts.ts';
import { subscriptionTexts } from '../texts/subscription-texts.ts';
import { texts } from '../texts/texts.ts';

const pages = firstPages({
  texts,
  payments: paymentTexts,
  recovery: recoveryTexts,
  subscription: subscriptionTexts,
  account: accountTexts,
});

/** A page whose file is not here yet, as the server shows it too: nothing moves. */
export function LoadingPage({ path }: { path: string }) {
  const page = pages[path];
  return (
    <>
      {page && <h1 tabIndex={-1}>{page.title}</h1>}
      {page?.lead && <p className="lead">{page.lead}</p>}
      <Skeleton className="page" />
    </>
  );
}
