import { GraphQLID, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, isObjectType } from 'graphql';
import { BadUserInput } from '../errors.ts';
import { Payment } from '../payments/payment.ts';
import { paymentUpdated } from '../payments/payment-updates.ts';
import { type RequestContext } from './request-context.ts';

/** Adds the root type of GraphQL subscriptions. TypeGraphQL would call it `Subscription`, which is a type of ours. */
export function withLiveUpdates(schema: GraphQLSchema): GraphQLSchema {
  const paymentType = schema.getType('Payment');
  if (!isObjectType(paymentType)) throw new Error('The schema has no type Payment');
  const subscription = new GraphQLObjectType<unknown, RequestContext>({
    name: 'LiveUpdates',
    description:
      'GraphQL subscriptions, over WebSockets at `/graphql` (protocol `graphql-transport-ws`), or server-sent events at `/graphql/stream`.',
    fields: {
      paymentUpdated: {
        type: new GraphQLNonNull(paymentType),
        description:
          "One of the caller's payments: now, and again after each change of its status. Does not ask Khalti. The stream closes when the payment is settled, and after 15 minutes; query `payment`, then resubscribe. Errors: `UNAUTHENTICATED`, `PAYMENT_NOT_FOUND`, `BAD_USER_INPUT`, `RATE_LIMITED`.",
        args: {
          pidx: { type: new GraphQLNonNull(GraphQLID), description: "Khalti's id of the payment." },
        },
        async subscribe(_root, { pidx }: { pidx: string }, context) {
          return paymentUpdated(context.services, await context.userId(), pidx, context.signal);
        },
        resolve(payment) {
          if (payment instanceof Payment) return payment;
          throw new BadUserInput(
            'query',
            'Subscriptions are served over WebSockets at /graphql, and at /graphql/stream.',
          );
        },
      },
    },
  });
  return new GraphQLSchema({ ...schema.toConfig(), subscription });
}
