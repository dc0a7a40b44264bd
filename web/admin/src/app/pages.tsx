import { Redirect, Route, Switch } from 'wouter';
import { lazyPage } from '../../../kit/lazy-page.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { paths } from './paths.ts';

const PaymentsPage = lazyPage(async () => (await import('../payments/payments-page.tsx')).PaymentsPage);
const AcceptPage = lazyPage(async () => (await import('../sign-in/accept-page.tsx')).AcceptPage);

export function Pages() {
  return (
    <Switch>
      <Route path={paths.payments} component={PaymentsPage} />
      <Route path={paths.accept}>{window.location.hash === '' ? <Redirect to={paths.start} /> : <AcceptPage />}</Route>
      <Route component={NotFoundPage} />
    </Switch>
  );
}

/** Nobody is signed in: links of invitations work, and every other address asks to sign in. */
export function SignedOutPages() {
  return (
    <Switch>
      <Route path={paths.accept} component={AcceptPage} />
      <Route component={SignInPage} />
    </Switch>
  );
}
