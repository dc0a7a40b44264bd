import { useMutation } from '@apollo/client/react';
import { Badge } from '../../../kit/badge.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { accountTexts } from '../texts/account-texts.ts';
import { ResendConfirmation } from './resend-confirmation.tsx';

const words = accountTexts.newEmail;

const CancelEmailChangeMutation = graphql(`
  mutation CancelEmailChange {
    cancelEmailChange {
      ...CustomerFields
    }
  }
`);

/** The address that the customer has asked for, until its link is opened. */
export function PendingEmail({ email, newEmail }: { email: string; newEmail: string }) {
  const [cancel, { loading, error }] = useMutation(CancelEmailChangeMutation);
  return (
    <>
      <p className="address">
        {newEmail} <Badge tone="wait">{words.pending}</Badge>
      </p>
      <p role="status">{words.sentTo(newEmail, email)}</p>
      {/* The key forgets what was said about another address. */}
      <ResendConfirmation key={newEmail} email={newEmail} />
      {error && <ProblemNotice problem={problemOf(error)} />}
      <p>
        <button
          type="button"
          className="outline"
          aria-busy={loading}
          onClick={() => void (loading || cancel().catch(() => {}))}
        >
          {words.cancel(email)}
        </button>
      </p>
    </>
  );
}
