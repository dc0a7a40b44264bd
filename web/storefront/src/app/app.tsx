import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Connection } from '../../../kit/connection.tsx';
import { CrashScreen } from '../../../kit/crash-screen.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { PlansPage } from '../plans/plans-page.tsx';
import { texts } from '../texts/texts.ts';
import { useSession } from '../users/session.tsx';
import { Navigation } from './navigation.tsx';
import { paths } from './paths.ts';

const SignInPage = lazy(async () => ({ default: (await import('../users/sign-in-page.tsx')).SignInPage }));
const SignUpPage = lazy(async () => ({ default: (await import('../users/sign-up-page.tsx')).SignUpPage }));
const ReturnPage = lazy(async () => ({ default: (await import('../payments/return-page.tsx')).ReturnPage }));
const PaymentsPage = lazy(async () => ({ default: (await import('../payments/payments-page.tsx')).PaymentsPage }));
const SubscriptionPage = lazy(async () => ({
  default: (await import('../subscriptions/subscription-page.tsx')).SubscriptionPage,
}));
const OtherPages = lazy(async () => ({ default: (await import('./other-pages.tsx')).OtherPages }));

export function App() {
  const { me } = useSession();
  return (
    <>
      <a href="#content" className="skip">
        {texts.skipToContent}
      </a>
      <Navigation />
      <main id="content" className="container" tabIndex={-1}>
        <CrashScreen>
          <Suspense fallback={<Skeleton className="page" />}>
            {/* The key discards all state of the pages when another user signs in. */}
            <Pages key={me?.id} />
          </Suspense>
        </CrashScreen>
      </main>
      <footer className="bottom">
        <div className="container">{texts.footer}</div>
      </footer>
      <Connection />
    </>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={PlansPage} />
      <Route path={paths.plans} component={PlansPage} />
      <Route path={paths.signIn} component={SignInPage} />
      <Route path={paths.signUp} component={SignUpPage} />
      <Route path={paths.paymentReturn} component={ReturnPage} />
      <Route path={paths.payments} component={PaymentsPage} />
      <Route path={paths.subscription} component={SubscriptionPage} />
      <Route component={OtherPages} />
    </Switch>
  );
}
