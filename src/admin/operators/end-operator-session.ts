import { validate as isUuid } from 'uuid';
import { NotFound } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { recordDeed } from '../record-deed.ts';
import { OperatorSession } from './operator-session.ts';

/** Ends one of the operator's own sessions. Throws `NotFound`. */
export async function endOperatorSession(context: AdminContext, id: string): Promise<boolean> {
  const operator = await context.operator();
  const target = { kind: TargetKind.SESSION, id };
  const deed = { ...(await context.actor()), action: 'endOperatorSession', target };
  return recordDeed(context.services, deed, {
    change: async (em) => {
      const own = { id, operator: operator.id, endedAt: null };
      const ended = isUuid(id) ? await em.nativeUpdate(OperatorSession, own, { endedAt: new Date() }) : 0;
      if (ended === 0) throw new NotFound('SESSION');
      return { result: true };
    },
  });
}
