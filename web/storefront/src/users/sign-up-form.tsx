import { useMutation } from '@apollo/client/react';
import { type SubmitEvent } from 'react';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { texts } from '../texts/texts.ts';
import { setCurrentUser } from './customer.ts';
import { MAX_EMAIL_LENGTH, MAX_NAME_LENGTH, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './limits.ts';
import { useSignInToBuy } from './sign-in-to-buy.ts';

const SignUpMutation = graphql(`
  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {
    signUp(email: $email, password: $password, name: $name) {
      user {
        ...CustomerFields
      }
    }
  }
`);

const fields = ['name', 'email', 'password'];

/** Does not navigate: the page that contains it changes after sign-in. */
export function SignUpForm() {
  const rememberSignIn = useSignInToBuy();
  const [signUp, { loading, error }] = useMutation(SignUpMutation, {
    update: (cache, { data }) => {
      if (!data) return;
      rememberSignIn();
      setCurrentUser(cache, data.signUp.user);
    },
  });
  const problem = error && problemOf(error);
  const invalidField = problem?.code === 'EMAIL_TAKEN' ? 'email' : problem?.argument;
  const errorOf = (name: string) => (problem && invalidField === name ? problem.text : null);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answers = new FormData(event.currentTarget);
    const [name = '', email = '', password = ''] = fields.map((field) => String(answers.get(field)));
    signUp({ variables: { name: name.trim(), email: email.trim(), password } }).catch(() => {});
  };

  return (
    <form onSubmit={submit}>
      <Field
        label={texts.users.name}
        name="name"
        autoComplete="name"
        maxLength={MAX_NAME_LENGTH}
        hint={texts.users.nameHint}
        error={errorOf('name')}
      />
      <Field
        label={texts.users.email}
        name="email"
        type="email"
        autoComplete="username"
        maxLength={MAX_EMAIL_LENGTH}
        error={errorOf('email')}
      />
      <Field
        label={texts.users.password}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={MIN_PASSWORD_LENGTH}
        maxLength={MAX_PASSWORD_LENGTH}
        hint={texts.users.passwordHint(MIN_PASSWORD_LENGTH)}
        error={errorOf('password')}
      />
      {problem && !fields.includes(invalidField ?? '') && <ProblemNotice problem={problem} />}
      <SubmitButton label={texts.users.signUpTitle} busyLabel={texts.users.signUpBusy} isBusy={loading} />
    </form>
  );
}
