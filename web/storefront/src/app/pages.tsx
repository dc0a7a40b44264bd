import { Route, Switch } from 'wouter';
import { forgetFailedPages, lazyPage } from '../../../kit/lazy-page.tsx';
import { PlansPage } from '../plans/plans-page.tsx';
import { paths } from './paths.ts';

const SignInPage = lazyPage(async () => (await import('../users/sign-in-page.tsx')).SignInPage);
const SignUpPage = lazyPage(async () => (await import('../users/sign-up-page.tsx')).SignUpPage);
const ReturnPage = lazyPage(async () => (await import('../payments/return-page.tsx')).ReturnPage);
const PaymentsPage = lazyPage(async () => (await import('../payments/payments-page.tsx')).PaymentsPage);
const SubscriptionPage = lazyPage(
  async () => (await import('../subscriptions/subscription-page.tsx')).SubscriptionPage,
);
const PurchasePage = lazyPage(async () => (await import('../payments/purchase-page.tsx')).PurchasePage);
const TrialPage = lazyPage(async () => (await import('../subscriptions/trial-page.tsx')).TrialPage);
const OtherPages = lazyPage(async () => (await import('./other-pages.tsx')).OtherPages);

export function Pages() {
  return (
    <Switch>
      <Route path="/" component={PlansPage} />
      <Route path={paths.plans} component={PlansPage} />
      <Route path={paths.signIn} component={SignInPage} />
      <Route path={paths.signUp} component={SignUpPage} />
      <Route path={paths.paymentReturn} component={ReturnPage} />
      <Route path={paths.payments} component={PaymentsPage} />
      <Route path={paths.subscription} component={SubscriptionPage} />
      <Route path={paths.purchase} component={PurchasePage} />
      <Route path={paths.trial} component={TrialPage} />
      <Route component={OtherPages} />
    </Switch>
  );
}

/** Fetches the other pages, so that they open while the browser is offline. A page that fails now is loaded when it is opened. */
export async function fetchPagesAhead(): Promise<void> {
  const pages = [
    SubscriptionPage,
    PaymentsPage,
    SignInPage,
    SignUpPage,
    PurchasePage,
    TrialPage,
    ReturnPage,
    OtherPages,
  ];
  await Promise.allSettled(pages.map((page) => page.load()));
  forgetFailedPages();
}
