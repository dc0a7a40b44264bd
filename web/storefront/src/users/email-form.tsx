import { useMutation } from '@apollo/client/react';
import { type SubmitEvent } from 'react';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { accountTexts } from '../texts/account-texts.ts';
import { MAX_EMAIL_LENGTH, MAX_PASSWORD_LENGTH } from './limits.ts';

const words = accountTexts.newEmail;

const ChangeEmailMutation = graphql(`
  mutation ChangeEmail($newEmail: EmailAddress!, $password: String!) {
    changeEmail(newEmail: $newEmail, password: $password) {
      ...CustomerFields
    }
  }
`);

/** Asks for another address. The page then shows it as the one to confirm. */
export function EmailForm() {
  const [change, { loading, error }] = useMutation(ChangeEmailMutation);
  const problem = error && problemOf(error);
  const isWrong = problem?.code === 'INVALID_CREDENTIALS';
  const isTaken = problem?.code === 'EMAIL_TAKEN';
  const emailError = problem?.argument === 'newEmail' ? problem.text : isTaken ? words.taken : null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const answers = new FormData(form);
    const [newEmail, password] = [String(answers.get('newEmail')).trim(), String(answers.get('password'))];
    change({ variables: { newEmail, password } }).then(
      () => form.reset(),
      () => {},
    );
  };
  return (
    <details>
      <summary>{words.open}</summary>
      <form onSubmit={submit}>
        <Field
          label={words.address}
          name="newEmail"
          type="email"
          autoComplete="email"
          maxLength={MAX_EMAIL_LENGTH}
          hint={words.hint}
          error={emailError}
        />
        <Field
          label={accountTexts.deletion.password}
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={MAX_PASSWORD_LENGTH}
          error={isWrong ? accountTexts.wrongPassword : null}
        />
        {problem && !isWrong && !emailError && <ProblemNotice problem={problem} />}
        <SubmitButton label={words.send} busyLabel={words.busy} isBusy={loading} />
      </form>
    </details>
  );
}
