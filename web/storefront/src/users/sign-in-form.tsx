import { useMutation } from '@apollo/client/react';
import { type SubmitEvent } from 'react';
import { Link } from 'wouter';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { recoveryTexts } from '../texts/recovery-texts.ts';
import { texts } from '../texts/texts.ts';
import { setCurrentUser } from './customer.ts';
import { recoveryPaths } from './recovery-paths.ts';

const SignInMutation = graphql(`
  mutation SignIn($email: EmailAddress!, $password: String!) {
    signIn(email: $email, password: $password) {
      user {
        ...CustomerFields
      }
    }
  }
`);

/** Signing in is done when somebody is signed in: whatever shows this form then shows something else. */
export function SignInForm() {
  const [signIn, { loading, error }] = useMutation(SignInMutation, {
    update: (cache, { data }) => data && setCurrentUser(cache, data.signIn.user),
  });
  const problem = error && problemOf(error);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answers = new FormData(event.currentTarget);
    const variables = { email: String(answers.get('email')).trim(), password: String(answers.get('password')) };
    signIn({ variables }).catch(() => {});
  };

  return (
    <form onSubmit={submit}>
      <Field label={texts.users.email} name="email" type="email" autoComplete="username" maxLength={254} />
      <Field
        label={texts.users.password}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={200}
      />
      {problem && <ProblemNotice problem={problem} />}
      <SubmitButton label={texts.users.signInTitle} busyLabel={texts.users.signInBusy} isBusy={loading} />
      <p>
        <Link href={recoveryPaths.forgotPassword}>{recoveryTexts.forgot}</Link>
      </p>
    </form>
  );
}
