import { type Adoption, adoptPayment, askAboutAdoption } from '../../payments/adopt-payment.ts';
import { type Payment } from '../../payments/payment.ts';
import { settlePayment } from '../../payments/settle-payment.ts';
import { type Services } from '../../services.ts';
import { TargetKind } from '../audit-entry.ts';
import { type Actor, recordDeed } from '../record-deed.ts';

interface Asking {
  /** Throws if the actor may not do this now. */
  mayAdopt?: () => Promise<void>;
  signal?: AbortSignal;
}

/** The deed of an operator or of `npm run adopt`: asks Khalti, saves the payment, and settles it. */
export async function adopt(
  services: Services,
  actor: Actor,
  adoption: Adoption,
  { mayAdopt, signal }: Asking = {},
): Promise<Payment> {
  const deed = { ...actor, action: 'adoptPayment', target: { kind: TargetKind.PAYMENT, id: null } };
  const { payment, lookup } = await recordDeed(services, deed, {
    ask: async () => {
      await mayAdopt?.();
      return askAboutAdoption(services, adoption, signal);
    },
    change: async (em, lookup) => {
      const payment = await adoptPayment(services, em, adoption);
      const khalti = { status: lookup.statusText, amountPaisa: lookup.amountPaisa };
      return { result: { payment, lookup }, targetId: payment.id, after: { ...adoption, khalti } };
    },
  });
  return settlePayment(services, { payment }, lookup, 'operator');
}
