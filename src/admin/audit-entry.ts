import { Entity, Enum, Index, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';

export enum ActorKind {
  OPERATOR = 'OPERATOR',
  API_KEY = 'API_KEY',
  COMMAND = 'COMMAND',
}

export enum TargetKind {
  PAYMENT = 'PAYMENT',
  REFUND = 'REFUND',
  CUSTOMER = 'CUSTOMER',
  PERIOD = 'PERIOD',
  EXTENSION = 'EXTENSION',
  PLAN = 'PLAN',
  OPERATOR = 'OPERATOR',
  INVITATION = 'INVITATION',
  SESSION = 'SESSION',
  MESSAGE = 'MESSAGE',
  EXPORT = 'EXPORT',
  API_KEY = 'API_KEY',
  WEBHOOK = 'WEBHOOK',
}

export enum DeedOutcome {
  DONE = 'DONE',
  REFUSED = 'REFUSED',
  FAILED = 'FAILED',
}

/** One deed of an operator, an API key or a command. It holds ids instead of names, so that it survives an erasure. */
@Entity({ tableName: 'audit_entries' })
@Index({ properties: ['targetKind', 'targetId', 'id'] })
@Index({ properties: ['actorId', 'id'] })
@Index({ properties: ['action', 'id'] })
@Trigger({
  name: 'audit_entries_are_kept',
  timing: 'before',
  events: ['update', 'delete'],
  forEach: 'statement',
  body: `raise exception 'audit entries are never changed'`,
})
export class AuditEntry {
  /** In the order of time. */
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @Property({ type: 'timestamptz' })
  at: Date = new Date();

  @Enum({ items: () => ActorKind, nativeEnumName: 'actor_kind' })
  actorKind: ActorKind;

  /** The id of the operator or key; the name of the command. Null for a person who is not signed in. */
  @Property({ type: 'text', nullable: true })
  actorId: string | null;

  /** The name of the mutation or command. */
  @Property({ type: 'text' })
  action: string;

  @Enum({ items: () => TargetKind, nativeEnumName: 'audit_target_kind', nullable: true })
  targetKind: TargetKind | null;

  @Property({ type: 'text', nullable: true })
  targetId: string | null;

  @Enum({ items: () => DeedOutcome, nativeEnumName: 'deed_outcome' })
  outcome: DeedOutcome;

  /** The error code of a deed that was refused or failed. */
  @Property({ type: 'text', nullable: true })
  code: string | null;

  /** The changed columns only. */
  @Property({ type: 'jsonb', nullable: true })
  before: Record<string, unknown> | null;

  @Property({ type: 'jsonb', nullable: true })
  after: Record<string, unknown> | null;

  @Property({ type: 'text', nullable: true })
  reason: string | null;

  @Property({ type: 'text', nullable: true })
  requestId: string | null;

  constructor(values: Omit<AuditEntry, 'id' | 'at'>) {
    this.actorKind = values.actorKind;
    this.actorId = values.actorId;
    this.action = values.action;
    this.targetKind = values.targetKind;
    this.targetId = values.targetId;
    this.outcome = values.outcome;
    this.code = values.code;
    this.before = values.before;
    this.after = values.after;
    this.reason = values.reason;
    this.requestId = values.requestId;
  }
}
