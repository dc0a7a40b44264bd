import { useMutation } from '@apollo/client/react';
import { type SubmitEvent, useState } from 'react';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { Page } from '../app/page.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { recoveryTexts } from '../texts/recovery-texts.ts';
import { texts } from '../texts/texts.ts';
import { MAX_EMAIL_LENGTH } from './limits.ts';

const words = recoveryTexts.request;

const RequestPasswordResetMutation = graphql(`
  mutation RequestPasswordReset($email: EmailAddress!) {
    requestPasswordReset(email: $email)
  }
`);

/** Must not reveal whether the address has an account. */
export function ForgotPasswordPage() {
  const [request, { data, loading, error, reset }] = useMutation(RequestPasswordResetMutation);
  const [email, setEmail] = useState('');

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = String(new FormData(event.currentTarget).get('email')).trim();
    setEmail(entered);
    request({ variables: { email: entered } }).catch(() => {});
  };

  return (
    <Page title={words.title}>
      <div className="narrow">
        {data ? (
          <>
            <p role="status">{words.sent(email)}</p>
            <p>{words.notReceived}</p>
            <button type="button" className="outline" onClick={reset}>
              {words.again}
            </button>
          </>
        ) : (
          <>
            <p>{words.lead}</p>
            <form onSubmit={submit}>
              <Field
                label={texts.users.email}
                name="email"
                type="email"
                autoComplete="username"
                maxLength={MAX_EMAIL_LENGTH}
                defaultValue={email}
              />
              {error && <ProblemNotice problem={problemOf(error)} />}
              <SubmitButton label={words.send} busyLabel={words.busy} isBusy={loading} />
            </form>
          </>
        )}
      </div>
    </Page>
  );
}
