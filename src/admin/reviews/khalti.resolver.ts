import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { askKhalti } from '../../payments/ask-khalti.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { requireStepUp } from '../operators/require-step-up.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { recordDeed } from '../record-deed.ts';
import { PaymentRecord } from '../records/payment-record.ts';
import { adopt } from './adopt.ts';
import { KhaltiSays } from './khalti-says.ts';

@Resolver()
export class KhaltiResolver {
  @Permit(Permission.ASK_KHALTI)
  @Mutation(() => KhaltiSays, {
    description:
      "Asks Khalti about a payment now, and settles the payment as the answer says. Shows Khalti's answer beside the payment. Errors: `PERMISSION_DENIED`, `PAYMENT_NOT_FOUND`; `NOT_POSSIBLE` if Khalti has given no pidx for it; `GATEWAY_UNAVAILABLE`, `GATEWAY_REFUSED` if Khalti does not know it, `GATEWAY_MISCONFIGURED`.",
  })
  async askKhalti(
    @Arg('paymentId', () => ID, { description: 'The payment.' }) paymentId: string,
    @Ctx() context: AdminContext,
  ): Promise<KhaltiSays> {
    const { services, signal } = context;
    const target = { kind: TargetKind.PAYMENT, id: paymentId };
    const askedAt = new Date();
    return recordDeed(
      services,
      { ...(await context.actor()), action: 'askKhalti', target },
      {
        ask: () => askKhalti(services, paymentId, signal),
        change: async (_em, asked) => {
          const { lookup, payment, statusBefore } = asked;
          const khalti = { status: lookup.statusText, amountPaisa: lookup.amountPaisa };
          const after = { status: payment.status, khalti };
          return { result: new KhaltiSays(asked, askedAt), before: { status: statusBefore }, after };
        },
      },
    );
  }

  @Permit(Permission.ADOPT_PAYMENT)
  @Mutation(() => PaymentRecord, {
    description:
      "Adds a payment that Khalti knows and this database does not, such as after it was restored from a backup. Khalti is asked first, and the payment is settled as its answer says. The amount to pay is the plan's price: if Khalti names another amount, the payment needs a review. Errors: `PERMISSION_DENIED`, `STEP_UP_REQUIRED`, `BAD_USER_INPUT`, `CUSTOMER_NOT_FOUND`, `PLAN_NOT_FOUND`; `NOT_POSSIBLE` if the pidx is known here, or if Khalti names no amount that can be paid; `GATEWAY_UNAVAILABLE`, `GATEWAY_REFUSED` if Khalti does not know the pidx, `GATEWAY_MISCONFIGURED`.",
  })
  async adoptPayment(
    @Arg('pidx', () => ID, { description: "Khalti's id of the payment." }) pidx: string,
    @Arg('userId', () => ID, { description: 'The customer who paid.' }) userId: string,
    @Arg('planId', () => ID, { description: 'The plan that was paid. It may be archived.' }) planId: string,
    @Ctx() context: AdminContext,
  ): Promise<PaymentRecord> {
    const { services, signal } = context;
    const mayAdopt = () => requireStepUp(context);
    const actor = await context.actor();
    return new PaymentRecord(await adopt(services, actor, { pidx, userId, planId }, { mayAdopt, signal }));
  }
}
