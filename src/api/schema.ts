import 'reflect-metadata';
import { type GraphQLSchema } from 'graphql';
import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { buildSchemaSync } from 'type-graphql';
import { PaymentResolver } from '../payments/payment.resolver.ts';
import { SubscriptionResolver } from '../subscriptions/subscription.resolver.ts';
import { UserResolver } from '../users/user.resolver.ts';
import { withLiveUpdates } from './live-updates.ts';

export function buildSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [SubscriptionResolver, PaymentResolver, UserResolver],
    scalarsMap: [
      { type: Date, scalar: GraphQLDateTime },
      { type: URL, scalar: GraphQLURL },
    ],
    validate: false,
  });
  return withLiveUpdates(schema);
}
