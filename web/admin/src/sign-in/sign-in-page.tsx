import { useMutation } from '@apollo/client/react';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { onSubmit } from '../app/on-submit.ts';
import { Page } from '../app/page.tsx';
import { problemOf } from '../app/problem-of.ts';
import { useSession } from '../app/session.tsx';
import { graphql } from '../gql/index.ts';
import { useFirstStep } from './use-first-step.tsx';

const SignInMutation = graphql(`
  mutation SignIn($email: EmailAddress!, $password: String!) {
    signIn(email: $email, password: $password)
  }
`);

/** Shown at every address while nobody is signed in; afterwards the page of that address is shown. */
export function SignInPage() {
  const { hasEnded } = useSession();
  const { goOn, secondStep } = useFirstStep();
  const [signIn, { loading, error }] = useMutation(SignInMutation);

  const submit = onSubmit(async (answers) => {
    const variables = { email: String(answers.get('email')).trim(), password: String(answers.get('password')) };
    const result = await signIn({ variables }).catch(() => null);
    if (result?.data) await goOn(result.data.signIn);
  });

  if (secondStep) return secondStep;
  return (
    <Page title="Sign in">
      <div className="narrow">
        {hasEnded && (
          <div role="alert" className="notice wait">
            <p>Your session has ended. Sign in again; this page then opens where you were.</p>
          </div>
        )}
        <form onSubmit={submit}>
          <Field label="E-mail address" name="email" type="email" autoComplete="username" maxLength={254} />
          <Field label="Password" name="password" type="password" autoComplete="current-password" maxLength={200} />
          {error && <ProblemNotice problem={problemOf(error)} />}
          <SubmitButton label="Sign in" busyLabel="Signing in…" isBusy={loading} />
          <p className="hint">Operators are invited by an owner. Customers sign in at the shop.</p>
        </form>
      </div>
    </Page>
  );
}
