import { useMutation } from '@apollo/client/react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { accountTexts } from '../texts/account-texts.ts';

const words = accountTexts.confirmation;

const ResendEmailConfirmationMutation = graphql(`
  mutation ResendEmailConfirmation {
    resendEmailConfirmation
  }
`);

/** Sends the link again, and says to which address. */
export function ResendConfirmation({ email }: { email: string }) {
  const [resend, { data, loading, error }] = useMutation(ResendEmailConfirmationMutation);
  return (
    <>
      <p role="status">{data && (data.resendEmailConfirmation ? words.sent(email) : words.already)}</p>
      {error && <ProblemNotice problem={problemOf(error)} />}
      <button
        type="button"
        className="outline"
        aria-busy={loading}
        onClick={() => void (loading || resend().catch(() => {}))}
      >
        {data ? words.again : words.send}
      </button>
    </>
  );
}
