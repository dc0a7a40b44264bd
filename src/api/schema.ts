import 'reflect-metadata';
import { type GraphQLSchema } from 'graphql';
import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { buildSchemaSync } from 'type-graphql';
import { PaymentResolver } from '../payments/payment.resolver.ts';
import { SubscriptionResolver } from '../subscriptions/subscription.resolver.ts';
import { UserResolver } from '../users/user.resolver.ts';

export function buildSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [SubscriptionResolver, PaymentResolver, UserResolver],
    scalarsMap: [
      { type: Date, scalar: GraphQLDateTime },
      { type: URL, scalar: GraphQLURL },
    ],
    validate: false,
  });
}
