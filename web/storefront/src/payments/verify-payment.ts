import { type ApolloClient } from '@apollo/client';
import { type VerifyPaymentMutation as Answer } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

/** With the access and the documents of this payment alone. */
export type VerifiedPayment = Answer['verifyPayment'];

const VerifyPaymentMutation = graphql(`
  mutation VerifyPayment($pidx: ID!) {
    verifyPayment(pidx: $pidx) {
      ...PaymentFields
      period {
        id
        startsAt
        endsAt
      }
      receipt {
        number
        url
      }
      creditNotes {
        number
        url
      }
    }
  }
`);

/** Returns the payment with the status that Khalti reports now. */
export async function verifyPayment(client: ApolloClient, pidx: string): Promise<VerifiedPayment> {
  const { data } = await client.mutate({ mutation: VerifyPaymentMutation, variables: { pidx } });
  if (!data) throw new Error('The response has no data.');
  return data.verifyPayment;
}
