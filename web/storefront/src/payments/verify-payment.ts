import { type ApolloClient } from '@apollo/client';
import { graphql } from '../gql/index.ts';
import { type Payment } from './payment.ts';

const VerifyPaymentMutation = graphql(`
  mutation VerifyPayment($pidx: ID!) {
    verifyPayment(pidx: $pidx) {
      ...PaymentFields
    }
  }
`);

/** The payment as Khalti sees it now. */
export async function verifyPayment(client: ApolloClient, pidx: string): Promise<Payment> {
  const { data } = await client.mutate({ mutation: VerifyPaymentMutation, variables: { pidx } });
  if (!data) throw new Error('an answer without data');
  return data.verifyPayment;
}
