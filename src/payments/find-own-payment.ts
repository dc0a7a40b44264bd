import { type Call } from '../call.ts';
import { type Payment } from './payment.ts';
import { findStanding, type Standing } from './payment-statements.ts';

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

/** A payment of the caller's; null for an unknown one or somebody else's. Throws `Unauthenticated`. */
export async function findOwnPayment(call: Call, pidx: string): Promise<Payment | null> {
  return (await findOwnStanding(call, pidx))?.payment ?? null;
}

/** The same, with where the caller's access stands. */
export async function findOwnStanding(call: Call, pidx: string): Promise<Standing | null> {
  const userId = await call.userId();
  return PRINTABLE.test(pidx) ? findStanding(call.services.sql, userId, pidx) : null;
}
