import { Redirect, Route, Switch } from 'wouter';
import { lazyPage } from '../../../kit/lazy-page.tsx';
import { StartPage } from '../start/start-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { paths } from './paths.ts';

const EndingPage = lazyPage(async () => (await import('../subscriptions/ending-page.tsx')).EndingPage);
const PaymentsPage = lazyPage(async () => (await import('../payments/payments-page.tsx')).PaymentsPage);
const SignInPage = lazyPage(async () => (await import('../sign-in/sign-in-page.tsx')).SignInPage);
const FiguresPage = lazyPage(async () => (await import('../figures/figures-page.tsx')).FiguresPage);
const PaymentPage = lazyPage(async () => (await import('../payments/payment-page.tsx')).PaymentPage);
const PlansPage = lazyPage(async () => (await import('../plans/plans-page.tsx')).PlansPage);
const AuditPage = lazyPage(async () => (await import('../audit/audit-page.tsx')).AuditPage);
const OperatorsPage = lazyPage(async () => (await import('../operators/operators-page.tsx')).OperatorsPage);
const ConnectionsPage = lazyPage(async () => (await import('../connections/connections-page.tsx')).ConnectionsPage);
const AccountPage = lazyPage(async () => (await import('../account/account-page.tsx')).AccountPage);
const CustomersPage = lazyPage(async () => (await import('../customers/customers-page.tsx')).CustomersPage);
const CustomerPage = lazyPage(async () => (await import('../customers/customer-page.tsx')).CustomerPage);
const ExtensionsPage = lazyPage(async () => (await import('../extensions/extensions-page.tsx')).ExtensionsPage);
const ResetPage = lazyPage(async () => (await import('../sign-in/reset-page.tsx')).ResetPage);
const RefundsPage = lazyPage(async () => (await import('../refunds/refunds-page.tsx')).RefundsPage);
const AcceptPage = lazyPage(async () => (await import('../sign-in/accept-page.tsx')).AcceptPage);

export function Pages() {
  return (
    <Switch>
      <Route path={paths.start} component={StartPage} />
      <Route path={paths.ending} component={EndingPage} />
      <Route path={paths.figures} component={FiguresPage} />
      <Route path={paths.payments} component={PaymentsPage} />
      <Route path={paths.payment} component={PaymentPage} />
      <Route path={paths.plans} component={PlansPage} />
      <Route path={paths.audit} component={AuditPage} />
      <Route path={paths.operators} component={OperatorsPage} />
      <Route path={paths.connections} component={ConnectionsPage} />
      <Route path={paths.account} component={AccountPage} />
      <Route path={paths.customers} component={CustomersPage} />
      <Route path={paths.customer} component={CustomerPage} />
      <Route path={paths.extensions} component={ExtensionsPage} />
      <Route path={paths.reset}>{window.location.hash === '' ? <Redirect to={paths.start} /> : <ResetPage />}</Route>
      <Route path={paths.refunds} component={RefundsPage} />
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
      <Route path={paths.reset} component={ResetPage} />
      <Route component={SignInPage} />
    </Switch>
  );
}
