import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ActorKind, type AuditEntry, DeedOutcome, TargetKind } from '../audit-entry.ts';

registerEnumType(ActorKind, { name: 'ActorKind', description: 'Who did something.' });
registerEnumType(TargetKind, { name: 'TargetKind', description: 'What a deed is about.' });
registerEnumType(DeedOutcome, {
  name: 'DeedOutcome',
  description: 'How a deed ended.',
  valuesConfig: {
    DONE: { description: 'It was done.' },
    REFUSED: { description: 'It was refused. Nothing was changed.' },
    FAILED: { description: 'It failed for a reason of ours. Nothing was changed.' },
  },
});

@ObjectType({ description: 'One deed of an operator, an API key or a command.', simpleResolvers: true })
export class AuditEntryRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => GraphQLDateTime, { description: 'When it was done or refused.' })
  at: Date;

  @Field(() => ActorKind, { description: 'Who did it: an operator, an API key or a command.' })
  actorKind: ActorKind;

  @Field(() => ID, { nullable: true, description: 'The operator or key, or the name of the command. May be null.' })
  actorId: string | null;

  @Field(() => String, { description: 'The name of the mutation or command.' })
  action: string;

  @Field(() => TargetKind, { nullable: true, description: 'What it is about; null if it was refused before that.' })
  targetKind: TargetKind | null;

  @Field(() => ID, { nullable: true, description: 'The id of what it is about. May be null.' })
  targetId: string | null;

  @Field(() => DeedOutcome, { description: 'How it ended.' })
  outcome: DeedOutcome;

  @Field(() => String, { nullable: true, description: 'The error code of a deed that was refused or failed.' })
  code: string | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'The changed columns before.' })
  before: Record<string, unknown> | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'The changed columns after.' })
  after: Record<string, unknown> | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of the operator. May be null.' })
  reason: string | null;

  @Field(() => ID, { nullable: true, description: 'The request, as in the log. May be null.' })
  requestId: string | null;

  constructor(entry: AuditEntry) {
    this.id = entry.id;
    this.at = entry.at;
    this.actorKind = entry.actorKind;
    this.actorId = entry.actorId;
    this.action = entry.action;
    this.targetKind = entry.targetKind;
    this.targetId = entry.targetId;
    this.outcome = entry.outcome;
    this.code = entry.code;
    this.before = entry.before;
    this.after = entry.after;
    this.reason = entry.reason;
    this.requestId = entry.requestId;
  }
}
