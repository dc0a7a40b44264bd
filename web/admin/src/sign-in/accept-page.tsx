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

const AcceptInvitationMutation = graphql(`
  mutation AcceptInvitation($token: String!, $name: String!, $password: String!) {
    acceptInvitation(token: $token, name: $name, password: $password)
  }
`);

/** The page of an invitation link. */
export function AcceptPage() {
  const [token] = useState(linkToken);
  const { goOn, secondStep } = useFirstStep();
  const [accept, { loading, error }] = useMutation(AcceptInvitationMutation);

  const submit = onSubmit(async (answers) => {
    const variables = { token, name: String(answers.get('name')), password: String(answers.get('password')) };
    const result = await accept({ variables }).catch(() => null);
    if (!result?.data) return;
    forgetLinkToken();
    await goOn(result.data.acceptInvitation);
  });

  if (secondStep) return secondStep;
  return (
    <Page title="Become an operator">
      <div className="narrow">
        {token === '' && (
          <div role="alert" className="notice bad">
            <p>This link is not complete. Open the whole link of the invitation.</p>
          </div>
        )}
        <form onSubmit={submit}>
          <Field
            label="Your name"
            name="name"
            hint="Other operators see it beside what you do."
            autoComplete="name"
            maxLength={200}
          />
          <Field
            label="Password"
            name="password"
            type="password"
            hint="At least 8 characters."
            autoComplete="new-password"
            minLength={8}
            maxLength={200}
          />
          {error && <ProblemNotice problem={problemOf(error)} />}
          <SubmitButton label="Accept the invitation" busyLabel="Accepting…" isBusy={loading} />
        </form>
      </div>
    </Page>
  );
}
