import { useMutation } from '@apollo/client/react';
import { type SubmitEvent } from 'react';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { accountTexts } from '../texts/account-texts.ts';
import { texts } from '../texts/texts.ts';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './limits.ts';

const words = accountTexts.password;

const ChangePasswordMutation = graphql(`
  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {
    changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {
      expiresAt
    }
  }
`);

export function PasswordForm() {
  const [change, { data, loading, error }] = useMutation(ChangePasswordMutation);
  const problem = error && problemOf(error);
  const isWrong = problem?.code === 'INVALID_CREDENTIALS';
  const newError = problem?.argument === 'newPassword' ? problem.text : null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const answers = new FormData(form);
    const [currentPassword, newPassword] = [String(answers.get('current')), String(answers.get('new'))];
    change({ variables: { currentPassword, newPassword } }).then(
      () => form.reset(),
      () => {},
    );
  };
  return (
    <form onSubmit={submit}>
      <p>{words.lead}</p>
      <Field
        label={words.current}
        name="current"
        type="password"
        autoComplete="current-password"
        maxLength={MAX_PASSWORD_LENGTH}
        error={isWrong ? accountTexts.wrongPassword : null}
      />
      <Field
        label={words.new}
        name="new"
        type="password"
        autoComplete="new-password"
        minLength={MIN_PASSWORD_LENGTH}
        maxLength={MAX_PASSWORD_LENGTH}
        hint={texts.users.passwordHint(MIN_PASSWORD_LENGTH)}
        error={newError}
      />
      {problem && !isWrong && !newError && <ProblemNotice problem={problem} />}
      <p role="status">{data && !loading && !error && words.done}</p>
      <SubmitButton label={words.save} busyLabel={accountTexts.saving} isBusy={loading} />
    </form>
  );
}
