import { type Call } from '../call.ts';
import { Payment } from './payment.ts';

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

/** A payment of the caller's; null for an unknown one or somebody else's. Throws `Unauthenticated`. */
export async function findOwnPayment(call: Call, pidx: string): Promise<Payment | null> {
  const user = await call.userId();
  return PRINTABLE.test(pidx) ? call.em.findOne(Payment, { pidx, user }) : null;
}
