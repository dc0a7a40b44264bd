import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { ActorKind } from '../audit-entry.ts';
import { OperatorRecord } from '../operators/operator-record.ts';
import { AuditEntryRecord } from './audit-entry-record.ts';
import { loadersOf } from './loaders.ts';

@Resolver(() => AuditEntryRecord)
export class AuditEntryRecordResolver {
  @FieldResolver(() => OperatorRecord, { nullable: true, description: 'The operator; null if it was not one.' })
  async actor(
    @Root() { actorKind, actorId }: AuditEntryRecord,
    @Ctx() context: AdminContext,
  ): Promise<OperatorRecord | null> {
    if (actorKind !== ActorKind.OPERATOR || actorId === null) return null;
    const operator = await loadersOf(context).operators.load(actorId);
    return operator && new OperatorRecord(operator);
  }
}
