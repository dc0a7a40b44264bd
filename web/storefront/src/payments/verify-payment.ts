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

/** Returns the payment with the status that Khalti reports now. */
export async function verifyPayment(client: ApolloClient, pidx: string): Promise<Payment> {
  const { data } = await client.mutate({ mutation: VerifyPaymentMutation, variables: { pidx } });
  if (!data) throw new Error('The response has no data.');
  return data.verifyPayment;
}
