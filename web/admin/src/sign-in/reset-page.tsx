import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { onSubmit } from '../app/on-submit.ts';
import { Page } from '../app/page.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { forgetLinkToken, linkToken } from './link-token.ts';
import { useFirstStep } from './use-first-step.tsx';

const ResetOperatorPasswordMutation = graphql(`
  mutation ResetOperatorPassword($token: String!, $password: String!) {
    resetOperatorPassword(token: $token, password: $password)
  }
`);

/** The page of a link for a forgotten password. */
export function ResetPage() {
  const [token] = useState(linkToken);
  const { goOn, secondStep } = useFirstStep();
  const [reset, { loading, error }] = useMutation(ResetOperatorPasswordMutation);

  const submit = onSubmit(async (answers) => {
    const variables = { token, password: String(answers.get('password')) };
    const result = await reset({ variables }).catch(() => null);
    if (!result?.data) return;
    forgetLinkToken();
    await goOn(result.data.resetOperatorPassword);
  });

  if (secondStep) return secondStep;
  return (
    <Page title="Choose a new password">
      <div className="narrow">
        <p>All your sessions end. Your authenticator app or passkey stays.</p>
        <form onSubmit={submit}>
          <Field
            label="New password"
            name="password"
            type="password"
            hint="At least 8 characters."
            autoComplete="new-password"
            minLength={8}
            maxLength={200}
          />
          {error && <ProblemNotice problem={problemOf(error)} />}
          <SubmitButton label="Save the password" busyLabel="Saving…" isBusy={loading} />
        </form>
      </div>
    </Page>
  );
}
