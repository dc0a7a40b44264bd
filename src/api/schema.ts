import 'reflect-metadata';
import { type GraphQLSchema } from 'graphql';
import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { buildSchemaSync } from 'type-graphql';
import { AccountResolver } from './account.resolver.ts';
import { withLiveUpdates } from './live-updates.ts';
import { PaymentResolver } from './payment.resolver.ts';
import { PeriodResolver } from './period.resolver.ts';
import { SessionResolver } from './session.resolver.ts';
import { SubscriptionResolver } from './subscription.resolver.ts';

export function buildSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [SubscriptionResolver, PeriodResolver, PaymentResolver, AccountResolver, SessionResolver],
    scalarsMap: [
      { type: Date, scalar: GraphQLDateTime },
      { type: URL, scalar: GraphQLURL },
    ],
    validate: false,
    // The check would introspect the whole schema at each start. `npm run check:schema` validates it once.
    skipCheck: true,
  });
  return withLiveUpdates(schema);
}
