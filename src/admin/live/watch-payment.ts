import { validate as isUuid } from 'uuid';
import { PaymentNotFound } from '../../errors.ts';
import { Payment } from '../../payments/payment.ts';
import { PAYMENT_UPDATED } from '../../payments/payment-updates.ts';
import { REFUND_CHANGED } from '../../payments/refund.ts';
import { type AdminContext } from '../admin-context.ts';
import { PaymentRecord } from '../records/payment-record.ts';
import { watchChanges } from './watch-changes.ts';

const VERSION = `
  select p.pidx, concat_ws(' ', p.updated_at, count(r.id), max(r.updated_at)) as version
  from payments p left join refunds r on r.payment_id = p.id where p.id = ? group by p.id`;

/** A payment now, and after each change of it or of its refunds. Throws `PaymentNotFound`. */
export async function watchPayment(
  { services, signal }: AdminContext,
  id: string,
): Promise<AsyncGenerator<PaymentRecord>> {
  let pidx: string | null = null;
  const readVersion = async () => {
    const [row] = await services.orm.em.fork().execute<{ pidx: string | null; version: string }[]>(VERSION, [id]);
    pidx = row?.pidx ?? null;
    return row?.version ?? null;
  };
  if (!isUuid(id) || (await readVersion()) === null) throw new PaymentNotFound('There is no such payment.');
  return watchChanges(services, signal, {
    channels: {
      [PAYMENT_UPDATED]: (payload) => payload === pidx,
      [REFUND_CHANGED]: (payload) => payload === id.toLowerCase(),
    },
    readVersion,
    load: async () => new PaymentRecord(await services.orm.em.fork().findOneOrFail(Payment, { id })),
  });
}
