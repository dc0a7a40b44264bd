import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { AuditEntry, DeedOutcome, TargetKind } from '../audit-entry.ts';
import { AuditEntryRecord } from '../records/audit-entry-record.ts';
import { Conditions, checkDate } from './conditions.ts';
import { type Connection, connectionOf } from './connection.ts';
import { loadByIds } from './load-by-ids.ts';
import { type List, type Page, readPage } from './read-page.ts';

@InputType({ description: 'Which deeds a list has. What is left out, null or empty does not count.' })
export class AuditFilter {
  @Field(() => [String], { nullable: true, description: 'One of these mutations or commands. At most 100.' })
  actions?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of one of these operators, keys or commands. At most 100.' })
  actorIds?: string[] | null;

  @Field(() => [DeedOutcome], { nullable: true, description: 'With one of these outcomes.' })
  outcomes?: DeedOutcome[] | null;

  @Field(() => [TargetKind], { nullable: true, description: 'About one of these kinds of things.' })
  targetKinds?: TargetKind[] | null;

  @Field(() => ID, { nullable: true, description: 'About the thing with this id. Needs one of `targetKinds`.' })
  targetId?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'At this instant or later.' })
  from?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before this instant.' })
  to?: Date | null;
}

export const AuditEntryConnection = connectionOf('AuditEntry', () => AuditEntryRecord);

/** Deeds, latest first. Their ids are in the order of time. */
export function listAuditEntries(
  em: EntityManager,
  filter: AuditFilter,
  page: Page,
): Promise<Connection<AuditEntryRecord>> {
  const list: List<AuditEntryRecord> = {
    name: 'auditEntries',
    from: 'audit_entries a',
    key: null,
    id: 'a.id',
    direction: 'desc',
    load: (ids) => loadByIds(em, AuditEntry, ids, (entry) => new AuditEntryRecord(entry)),
  };
  const conditions = new Conditions();
  conditions.oneOf('a.action', 'actions', filter.actions);
  conditions.oneOf('a.actor_id', 'actorIds', filter.actorIds);
  conditions.oneOf('a.outcome', 'outcomes', filter.outcomes);
  conditions.oneOf('a.target_kind', 'targetKinds', filter.targetKinds);
  conditions.oneOf('a.target_id', 'targetId', filter.targetId ? [filter.targetId] : null);
  for (const bound of [filter.from, filter.to]) checkDate('from', bound);
  if (filter.from) conditions.add('a.id >= ?::uuid', firstIdAt(filter.from));
  if (filter.to) conditions.add('a.id < ?::uuid', firstIdAt(filter.to));
  return readPage(em, list, conditions, page);
}

/** The least id of version 7 of that millisecond. */
function firstIdAt(date: Date): string {
  const hex = Math.max(0, date.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
