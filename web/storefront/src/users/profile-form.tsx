import { useMutation } from '@apollo/client/react';
import { type SubmitEvent } from 'react';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { accountTexts } from '../texts/account-texts.ts';
import { texts } from '../texts/texts.ts';
import { type Customer } from './customer.ts';
import { MAX_NAME_LENGTH } from './limits.ts';

const words = accountTexts.profile;

const UpdateProfileMutation = graphql(`
  mutation UpdateProfile($name: String!) {
    updateProfile(name: $name) {
      ...CustomerFields
    }
  }
`);

export function ProfileForm({ me }: { me: Customer }) {
  const [update, { data, loading, error }] = useMutation(UpdateProfileMutation);
  const problem = error && problemOf(error);
  const fieldError = problem?.argument === 'name' ? problem.text : null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    update({ variables: { name } }).catch(() => {});
  };
  return (
    <form onSubmit={submit}>
      <Field
        label={texts.users.name}
        name="name"
        autoComplete="name"
        defaultValue={me.name}
        maxLength={MAX_NAME_LENGTH}
        hint={words.hint}
        error={fieldError}
      />
      {problem && !fieldError && <ProblemNotice problem={problem} />}
      <p role="status">{data && !loading && !error && words.saved}</p>
      <SubmitButton label={words.save} busyLabel={accountTexts.saving} isBusy={loading} />
    </form>
  );
}
