import { type EntityManager } from '@mikro-orm/postgresql';
import { ApiError } from '../errors.ts';
import { type Services } from '../services.ts';
import { type ActorKind, AuditEntry, DeedOutcome, type TargetKind } from './audit-entry.ts';

const MAX_TEXT_LENGTH = 2000;
const ACTIONS = {
  name: 'operator_actions_total',
  help: 'Deeds of operators and commands.',
  labels: ['action', 'outcome'],
} as const;

type Recorder = Pick<Services, 'orm' | 'log'> & Partial<Pick<Services, 'metrics'>>;

export interface Actor {
  actorKind: ActorKind;
  actorId: string | null;
  requestId: string | null;
}

export interface Deed extends Actor {
  action: string;
  target?: { kind: TargetKind; id: string | null };
  reason?: string | null;
}

export interface Done<Result> {
  result: Result;
  /** Of a thing that this deed has created. */
  targetId?: string;
  /** The changed columns. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** The deed was done before, with the same idempotency key. It is not audited again. */
  isRepeat?: boolean;
}

interface Steps<Asked, Result> {
  /** Requests over the network come first, outside the transaction. */
  ask?: () => Promise<Asked>;
  change: (em: EntityManager, asked: Asked) => Promise<Done<Result>>;
}

/** Does a deed and audits it in the same transaction. A deed that is refused or fails is audited in one of its own. */
export async function recordDeed<Result, Asked = undefined>(
  services: Recorder,
  deed: Deed,
  { ask, change }: Steps<Asked, Result>,
): Promise<Result> {
  try {
    const asked = (await ask?.()) as Asked;
    const done = await services.orm.em.fork().transactional(async (em) => {
      const { result, isRepeat, ...done } = await change(em, asked);
      if (!isRepeat) em.persist(entryOf(deed, DeedOutcome.DONE, done));
      return result;
    });
    services.metrics?.count(ACTIONS, { action: deed.action, outcome: DeedOutcome.DONE });
    return done;
  } catch (error) {
    await recordRefusal(services, deed, error);
    throw error;
  }
}

/** Audits a deed that was refused, or that failed for a reason of ours. Never throws: the caller has an error already. */
export async function recordRefusal({ orm, log, metrics }: Recorder, deed: Deed, error: unknown): Promise<void> {
  const isRefused = error instanceof ApiError;
  const code = isRefused ? String(error.extensions.code) : 'INTERNAL_SERVER_ERROR';
  const outcome = isRefused ? DeedOutcome.REFUSED : DeedOutcome.FAILED;
  metrics?.count(ACTIONS, { action: deed.action, outcome });
  const entry = entryOf(deed, outcome, { code });
  try {
    await orm.em.fork().persist(entry).flush();
  } catch (cause) {
    log.error({ err: cause, action: deed.action, code }, 'a refused deed could not be audited');
  }
}

function entryOf(
  { target, reason, ...deed }: Deed,
  outcome: DeedOutcome,
  { targetId, before, after, code }: Omit<Done<unknown>, 'result'> & { code?: string },
): AuditEntry {
  return new AuditEntry({
    ...deed,
    outcome,
    targetKind: target?.kind ?? null,
    targetId: storable(targetId ?? target?.id),
    code: code ?? null,
    before: before ?? null,
    after: after ?? null,
    reason: storable(reason),
  });
}

/** A refused deed may have any text. */
function storable(text: string | null | undefined): string | null {
  return text?.replaceAll('\u0000', '').slice(0, MAX_TEXT_LENGTH) ?? null;
}
