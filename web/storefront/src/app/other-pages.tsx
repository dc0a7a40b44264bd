import { Route, Switch } from 'wouter';
import { AccountDeletedPage } from '../users/account-deleted-page.tsx';
import { AccountPage } from '../users/account-page.tsx';
import { ConfirmEmailPage } from '../users/confirm-email-page.tsx';
import { ForgotPasswordPage } from '../users/forgot-password-page.tsx';
import { recoveryPaths } from '../users/recovery-paths.ts';
import { PasswordChangedPage, ResetPasswordPage } from '../users/reset-password-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { paths } from './paths.ts';

/** Few customers open these pages, so they are one separate file. */
export function OtherPages() {
  return (
    <Switch>
      <Route path={paths.account} component={AccountPage} />
      <Route path={paths.accountDeleted} component={AccountDeletedPage} />
      <Route path={recoveryPaths.forgotPassword} component={ForgotPasswordPage} />
      <Route path={recoveryPaths.resetPassword} component={ResetPasswordPage} />
      <Route path={recoveryPaths.passwordChanged} component={PasswordChangedPage} />
      <Route path={recoveryPaths.confirmEmail} component={ConfirmEmailPage} />
      <Route component={NotFoundPage} />
    </Switch>
  );
}
