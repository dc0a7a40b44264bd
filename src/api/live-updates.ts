import { GraphQLID, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, isObjectType } from 'graphql';
import { type Call } from '../call.ts';
import { BadUserInput } from '../errors.ts';
import { Payment } from '../payments/payment.ts';
import { paymentUpdated } from '../payments/payment-updates.ts';

/** Adds the root of GraphQL subscriptions. By hand: TypeGraphQL would name it as what our customers buy, `Subscription`. */
export function withLiveUpdates(schema: GraphQLSchema): GraphQLSchema {
  const paymentType = schema.getType('Payment');
  if (!isObjectType(paymentType)) throw new Error('The schema has no type Payment');
  const subscription = new GraphQLObjectType<unknown, Call>({
    name: 'LiveUpdates',
    description: 'What is told as it happens, over server-sent events at `/graphql/stream`.',
    fields: {
      paymentUpdated: {
        type: new GraphQLNonNull(paymentType),
        description:
          "One of the caller's payments: at once as it is, and again whenever its status has changed, whoever changed it. Ends once it is settled, and now and then by itself: then ask how the payment stands, and subscribe again if you still wait. Asks nothing of Khalti. Errors: `UNAUTHENTICATED`, `PAYMENT_NOT_FOUND`, `BAD_USER_INPUT`, `RATE_LIMITED`.",
        args: {
          pidx: { type: new GraphQLNonNull(GraphQLID), description: "Khalti's name for the payment." },
        },
        subscribe: (_root, { pidx }: { pidx: string }, call) => paymentUpdated(call, pidx),
        resolve(payment) {
          if (payment instanceof Payment) return payment;
          throw new BadUserInput('query', 'Subscriptions are answered at /graphql/stream.');
        },
      },
    },
  });
  return new GraphQLSchema({ ...schema.toConfig(), subscription });
}
