import {
  type GraphQLFieldConfig,
  GraphQLID,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  isObjectType,
} from 'graphql';
import { BadUserInput } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { authorize } from '../authorize.ts';
import { Permission } from '../permissions.ts';
import { watchAttention } from './watch-attention.ts';
import { watchPayment } from './watch-payment.ts';
import { whilePermitted } from './while-permitted.ts';

type Field = GraphQLFieldConfig<unknown, AdminContext>;

interface LiveUpdate extends Pick<Field, 'description' | 'args'> {
  type: string;
  access: Permission;
  watch: (context: AdminContext, args: { id: string }) => Promise<AsyncGenerator> | AsyncGenerator;
}

const ENDS =
  'The stream closes after 15 minutes, and within 5 seconds after the session has ended or the role has lost the permission; then query, and subscribe again. It does not count as use of the session.';

const liveUpdates: Record<string, LiveUpdate> = {
  paymentChanged: {
    type: 'PaymentRecord',
    access: Permission.READ,
    description: `One payment: now, and again after each change of it or of its refunds, at most once a second. Does not ask Khalti. ${ENDS} Errors: \`PAYMENT_NOT_FOUND\`, \`RATE_LIMITED\`.`,
    args: { id: { type: new GraphQLNonNull(GraphQLID), description: "This server's id of the payment." } },
    watch: (context, { id }) => watchPayment(context, id),
  },
  attentionChanged: {
    type: 'Attention',
    access: Permission.READ,
    description: `What operators must look at: now, and again after each change, at most once a second. ${ENDS} Errors: \`RATE_LIMITED\`.`,
    watch: (context) => watchAttention(context),
  },
};

/** Adds the subscriptions. TypeGraphQL would want a broker for them. */
export function withLiveUpdates(schema: GraphQLSchema): GraphQLSchema {
  const subscription = new GraphQLObjectType<unknown, AdminContext>({
    name: 'Subscription',
    description: 'Live updates, over server-sent events at `/admin/graphql/stream`.',
    fields: Object.fromEntries(Object.entries(liveUpdates).map(([name, update]) => [name, fieldOf(schema, update)])),
  });
  return new GraphQLSchema({ ...schema.toConfig(), subscription });
}

function fieldOf(schema: GraphQLSchema, { type: name, access, watch, ...described }: LiveUpdate): Field {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no type ${name}`);
  return {
    ...described,
    type: new GraphQLNonNull(type),
    extensions: { access },
    subscribe: async (_root, args, context) => {
      await authorize(context, access, null);
      return whilePermitted(context, access, await watch(context, args as { id: string }));
    },
    resolve(event) {
      if (event !== undefined) return event;
      throw new BadUserInput('query', 'Subscriptions are served at /admin/graphql/stream.');
    },
  };
}
