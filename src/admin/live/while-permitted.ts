import { setTimeout as sleep } from 'node:timers/promises';
import { type AdminContext } from '../admin-context.ts';
import { authorize } from '../authorize.ts';
import { type Access } from '../permit.ts';

const RECHECK_EVERY_MS = 3_000;

/**
 * Passes events on while the operator may read them: the session, the operator and the role are read again before each
 * event, and every few seconds. After that it ends, and the client learns why when it subscribes again.
 */
export async function* whilePermitted<Event>(
  context: AdminContext,
  access: Access,
  events: AsyncGenerator<Event>,
): AsyncGenerator<Event> {
  let next = events.next();
  try {
    for (;;) {
      const result = await Promise.race([next, sleep(RECHECK_EVERY_MS, null, { ref: false })]);
      if (result?.done || !(await isPermitted(context, access))) return;
      if (!result) continue;
      yield result.value;
      next = events.next();
    }
  } finally {
    next.catch(() => {});
    void events.return(undefined).catch(() => {});
  }
}

async function isPermitted(context: AdminContext, access: Access): Promise<boolean> {
  context.forgetSession();
  try {
    await authorize(context, access, null);
    return true;
  } catch {
    return false;
  }
}
