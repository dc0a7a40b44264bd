import { useMutation } from '@apollo/client/react';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { onSubmit } from '../app/on-submit.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { PasskeyButton } from './passkey-button.tsx';

const ConfirmCodeMutation = graphql(`
  mutation ConfirmCode($code: String!) {
    confirmCode(code: $code)
  }
`);

/** Asks for a code of the authenticator app, a recovery code, or a passkey. */
export function CodeForm({ onConfirmed }: { onConfirmed(): unknown }) {
  const [confirm, { loading, error }] = useMutation(ConfirmCodeMutation);

  const submit = onSubmit(async (answers) => {
    const code = String(answers.get('code')).trim();
    const result = await confirm({ variables: { code } }).catch(() => null);
    if (result?.data?.confirmCode === 'SIGNED_IN') await onConfirmed();
  });

  return (
    <form onSubmit={submit}>
      <Field
        label="Code"
        name="code"
        hint="Six digits of your authenticator app, or a recovery code. Each works once."
        autoComplete="one-time-code"
        maxLength={50}
        autoFocus
      />
      {error && <ProblemNotice problem={problemOf(error)} />}
      <SubmitButton label="Confirm" busyLabel="Confirming…" isBusy={loading} />
      <PasskeyButton onConfirmed={onConfirmed} />
    </form>
  );
}
