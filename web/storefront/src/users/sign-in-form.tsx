import { useMutation } from '@apollo/client/react';
import { type SubmitEvent } from 'react';
import { Link } from 'wouter';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { followAccount } from '../texts/language.ts';
import { recoveryTexts } from '../texts/recovery-texts.ts';
import { texts } from '../texts/texts.ts';
import { setCurrentUser } from './customer.ts';
import { MAX_EMAIL_LENGTH, MAX_PASSWORD_LENGTH } from './limits.ts';
import { recoveryPaths } from './recovery-paths.ts';
import { useSignInToBuy } from './sign-in-to-buy.ts';

const SignInMutation = graphql(`
  mutation SignIn($email: EmailAddress!, $password: String!) {
    signIn(email: $email, password: $password) {
      user {
        language
        ...CustomerFields
      }
    }
  }
`);

/** Does not navigate: the page that contains it changes after sign-in. */
export function SignInForm() {
  const rememberSignIn = useSignInToBuy();
  const [signIn, { loading, error }] = useMutation(SignInMutation, {
    update: (cache, { data }) => {
      if (!data) return;
      const isToBuy = rememberSignIn();
      setCurrentUser(cache, data.signIn.user);
      followAccount(data.signIn.user.language, isToBuy);
    },
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
      <Field label={texts.users.email} name="email" type="email" autoComplete="username" maxLength={MAX_EMAIL_LENGTH} />
      <Field
        label={texts.users.password}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={MAX_PASSWORD_LENGTH}
      />
      {problem && <ProblemNotice problem={problem} />}
      <SubmitButton label={texts.users.signInTitle} busyLabel={texts.users.signInBusy} isBusy={loading} />
      <p>
        <Link href={recoveryPaths.forgotPassword}>{recoveryTexts.forgot}</Link>
      </p>
    </form>
  );
}
