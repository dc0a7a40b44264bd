import { Route, Switch } from 'wouter';
import { ConfirmEmailPage } from '../users/confirm-email-page.tsx';
import { ForgotPasswordPage } from '../users/forgot-password-page.tsx';
import { recoveryPaths } from '../users/recovery-paths.ts';
import { PasswordChangedPage, ResetPasswordPage } from '../users/reset-password-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** Few customers open these pages, so they are one separate file. */
export function OtherPages() {
  return (
    <Switch>
      <Route path={recoveryPaths.forgotPassword} component={ForgotPasswordPage} />
      <Route path={recoveryPaths.resetPassword} component={ResetPasswordPage} />
      <Route path={recoveryPaths.passwordChanged} component={PasswordChangedPage} />
      <Route path={recoveryPaths.confirmEmail} component={ConfirmEmailPage} />
      <Route component={NotFoundPage} />
    </Switch>
  );
}
