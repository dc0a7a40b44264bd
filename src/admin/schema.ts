import 'reflect-metadata';
import { type GraphQLField, type GraphQLSchema } from 'graphql';
import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { buildSchemaSync } from 'type-graphql';
import { type AdminContext } from './admin-context.ts';
import { ApiKeyResolver } from './api-keys/api-key.resolver.ts';
import { AttentionResolver } from './attention/attention.resolver.ts';
import { authorize } from './authorize.ts';
import { CustomerDeedsResolver } from './customers/customer-deeds.resolver.ts';
import { FigureResolver } from './figures/figure.resolver.ts';
import { ListResolver } from './lists/list.resolver.ts';
import { withLiveUpdates } from './live/with-live-updates.ts';
import { MessageResolver } from './messages/message.resolver.ts';
import { ManageOperatorsResolver } from './operators/manage-operators.resolver.ts';
import { OperatorResolver } from './operators/operator.resolver.ts';
import { OperatorPasswordResolver } from './operators/operator-password.resolver.ts';
import { SignInResolver } from './operators/sign-in.resolver.ts';
import { PasskeyResolver } from './passkeys/passkey.resolver.ts';
import { type Access } from './permit.ts';
import { PlanResolver } from './plans/plan.resolver.ts';
import { AuditEntryRecordResolver } from './records/audit-entry-record.resolver.ts';
import { CustomerRecordResolver } from './records/customer-record.resolver.ts';
import { PaymentRecordResolver } from './records/payment-record.resolver.ts';
import { PeriodRecordResolver } from './records/period-record.resolver.ts';
import { RefundRecordResolver } from './records/refund-record.resolver.ts';
import { SubscriptionRecordResolver } from './records/subscription-record.resolver.ts';
import { RefundResolver } from './refunds/refund.resolver.ts';
import { RefundPreviewResolver } from './refunds/refund-preview.resolver.ts';
import { KhaltiResolver } from './reviews/khalti.resolver.ts';
import { ReviewResolver } from './reviews/review.resolver.ts';
import { SearchResolver } from './search/search.resolver.ts';
import { ExtensionResolver } from './subscriptions/extension.resolver.ts';
import { PeriodResolver } from './subscriptions/period.resolver.ts';
import { PeriodPreviewResolver } from './subscriptions/period-preview.resolver.ts';
import { WebhookDeliveryResolver } from './webhooks/webhook-delivery.resolver.ts';
import { WebhookEndpointResolver } from './webhooks/webhook-endpoint.resolver.ts';

/**
 * The operators' schema. Its types are classes of their own: TypeGraphQL shares the fields of a class between schemas, so
 * that a resolver of the public `Payment` here would add its fields to the public schema.
 */
export function buildAdminSchema(): GraphQLSchema {
  const built = buildSchemaSync({
    resolvers: [
      ApiKeyResolver,
      AttentionResolver,
      AuditEntryRecordResolver,
      CustomerDeedsResolver,
      CustomerRecordResolver,
      ExtensionResolver,
      FigureResolver,
      KhaltiResolver,
      ListResolver,
      ManageOperatorsResolver,
      MessageResolver,
      OperatorResolver,
      OperatorPasswordResolver,
      PasskeyResolver,
      PaymentRecordResolver,
      PeriodPreviewResolver,
      PeriodRecordResolver,
      PeriodResolver,
      PlanResolver,
      RefundPreviewResolver,
      RefundRecordResolver,
      RefundResolver,
      ReviewResolver,
      SearchResolver,
      SignInResolver,
      SubscriptionRecordResolver,
      WebhookDeliveryResolver,
      WebhookEndpointResolver,
    ],
    scalarsMap: [
      { type: Date, scalar: GraphQLDateTime },
      { type: URL, scalar: GraphQLURL },
    ],
    validate: false,
    // The check would introspect the whole schema at each start. `npm run check:schema` validates it once.
    skipCheck: true,
  });
  const schema = withLiveUpdates(built);
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) protect(field, type === schema.getMutationType());
  }
  return schema;
}

/** Checks the permission before anything else of the field runs. */
function protect(field: GraphQLField<unknown, AdminContext>, isMutation: boolean): void {
  const { access } = field.extensions as { access?: Access };
  const { resolve } = field;
  if (!access || !resolve) throw new Error(`The field ${field.name} has no permission`);
  field.resolve = async (source, args, context, info) => {
    await authorize(context, access, isMutation ? field.name : null);
    return resolve(source, args, context, info);
  };
}
