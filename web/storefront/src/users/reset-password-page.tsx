import { useMutation } from '@apollo/client/react';
import { type SubmitEvent } from 'react';
import { Link, Redirect, useLocation } from 'wouter';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { Page } from '../app/page.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { followAccount } from '../texts/language.ts';
import { recoveryTexts } from '../texts/recovery-texts.ts';
import { texts } from '../texts/texts.ts';
import { setCurrentUser } from './customer.ts';
import { isTokenInvalid } from './is-token-invalid.ts';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './limits.ts';
import { recoveryPaths } from './recovery-paths.ts';
import { forgetLinkToken, useLinkToken } from './use-link-token.ts';

const words = recoveryTexts.reset;
/** The history state of a visit to `PasswordChangedPage` that follows a change. */
const CHANGED = 'password changed';

const ResetPasswordMutation = graphql(`
  mutation ResetPassword($token: String!, $password: String!) {
    resetPassword(token: $token, password: $password) {
      user {
        language
        ...CustomerFields
      }
    }
  }
`);

export function ResetPasswordPage() {
  const token = useLinkToken();
  return token ? <ChoosePassword key={token} token={token} /> : <LinkInvalid />;
}

function ChoosePassword({ token }: { token: string }) {
  const [, navigate] = useLocation();
  const [resetPassword, { loading, error }] = useMutation(ResetPasswordMutation, {
    update: (cache, { data }) => {
      if (!data) return;
      forgetLinkToken(recoveryPaths.resetPassword);
      setCurrentUser(cache, data.resetPassword.user);
      navigate(recoveryPaths.passwordChanged, { replace: true, state: CHANGED });
      followAccount(data.resetPassword.user.language);
    },
  });
  if (isTokenInvalid(error)) return <LinkInvalid />;
  const problem = error && problemOf(error);
  const fieldError = problem?.argument === 'password' ? problem.text : null;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    resetPassword({ variables: { token, password } }).catch((refusal: unknown) => {
      if (isTokenInvalid(refusal)) forgetLinkToken(recoveryPaths.resetPassword);
    });
  };

  return (
    <Page title={words.title}>
      <div className="narrow">
        <p>{words.lead}</p>
        <form onSubmit={submit}>
          <Field
            label={words.password}
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={MIN_PASSWORD_LENGTH}
            maxLength={MAX_PASSWORD_LENGTH}
            hint={texts.users.passwordHint(MIN_PASSWORD_LENGTH)}
            error={fieldError}
          />
          {problem && !fieldError && <ProblemNotice problem={problem} />}
          <SubmitButton label={words.save} busyLabel={words.busy} isBusy={loading} />
        </form>
      </div>
    </Page>
  );
}

function LinkInvalid() {
  return (
    <Page title={recoveryTexts.invalidTitle}>
      <p>{recoveryTexts.invalid}</p>
      <Link href={recoveryPaths.forgotPassword} className="action">
        {recoveryTexts.requestNew}
      </Link>
    </Page>
  );
}

export function PasswordChangedPage() {
  if (window.history.state !== CHANGED) return <Redirect to={paths.signIn} replace />;
  return (
    <Page title={words.doneTitle}>
      <p>{words.done}</p>
      <Link href={paths.subscription} className="action">
        {words.toSubscription}
      </Link>
    </Page>
  );
}
