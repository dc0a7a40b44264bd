import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { recordDeed } from '../record-deed.ts';
import { resendMessage, resendReceipt } from './resend-message.ts';

@Resolver()
export class MessageResolver {
  @Permit(Permission.RESEND_MESSAGE)
  @Mutation(() => Boolean, { description: 'Tries a failed message once more. MESSAGE_NOT_FOUND unless it has failed.' })
  async resendMessage(
    @Ctx() context: AdminContext,
    @Arg('jobId', () => ID, { description: 'Of `attention { failedMessages }`.' }) jobId: string,
  ): Promise<boolean> {
    const target = { kind: TargetKind.MESSAGE, id: jobId };
    const deed = { ...(await context.actor()), action: 'resendMessage', target };
    return recordDeed(context.services, deed, { change: (em) => resendMessage(em, jobId) });
  }

  @Permit(Permission.RESEND_MESSAGE)
  @Mutation(() => Boolean, {
    description:
      'Sends the receipt of a payment to the customer again. PAYMENT_NOT_FOUND; NOT_POSSIBLE unless it is paid.',
  })
  async resendReceipt(
    @Ctx() context: AdminContext,
    @Arg('paymentId', () => ID, { description: 'The id of the payment.' }) paymentId: string,
  ): Promise<boolean> {
    const target = { kind: TargetKind.PAYMENT, id: paymentId };
    const deed = { ...(await context.actor()), action: 'resendReceipt', target };
    return recordDeed(context.services, deed, { change: (em) => resendReceipt(context.services, em, paymentId) });
  }
}
