import { useMutation } from '@apollo/client/react';
import { type AskKhaltiMutation as AskKhaltiData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

const AskKhaltiMutation = graphql(`
  mutation AskKhalti($paymentId: ID!) {
    askKhalti(paymentId: $paymentId) {
      status
      statusText
      amountPaisa
      transactionId
      httpStatus
      askedAt
      payment {
        ...PaymentRecordFields
      }
    }
  }
`);

export type KhaltiSays = AskKhaltiData['askKhalti'];

/** Asks Khalti about a payment, which is settled according to the answer. */
export function useAskKhalti(paymentId: string, onAnswer?: (says: KhaltiSays) => void) {
  const [send, { data, error, loading }] = useMutation(AskKhaltiMutation, { variables: { paymentId } });
  return {
    ask: async () => {
      if (loading) return;
      const answered = await send().catch(() => null);
      if (answered?.data) onAnswer?.(answered.data.askKhalti);
    },
    says: data?.askKhalti,
    isAsking: loading,
    error,
  };
}
