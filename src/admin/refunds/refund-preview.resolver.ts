import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { whyPartsAreOff } from '../../payments/part-refunds.ts';
import { previewOutsideRefund, previewRefund, type RefundForecast } from '../../payments/preview-refund.ts';
import { type AdminContext } from '../admin-context.ts';
import { needsStepUp } from '../operators/require-step-up.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { PreviewOutsideRefundArgs, PreviewRefundArgs } from './refund-args.ts';
import { RefundPreview, RefundSettings } from './refund-preview.ts';

@Resolver()
export class RefundPreviewResolver {
  @Permit(Permission.REFUND)
  @Query(() => RefundPreview, {
    description:
      'What `requestRefund` would do with these arguments now. Changes nothing. Errors: `NOT_REFUNDABLE`, `REFUND_IN_PROGRESS`, `AMOUNT_TOO_LARGE`, `PAYMENT_NOT_FOUND`, `BAD_USER_INPUT`.',
  })
  async previewRefund(
    @Args(() => PreviewRefundArgs) { paymentId, kind, amountPaisa, access, shortenDays }: PreviewRefundArgs,
    @Ctx() context: AdminContext,
  ): Promise<RefundPreview> {
    const terms = { kind, amountPaisa: amountPaisa ?? null, access, shortenDays: shortenDays ?? null };
    const forecast = await previewRefund(context.services, context.em.fork(), { paymentId, ...terms });
    return withCode(forecast, context);
  }

  @Permit(Permission.REFUND)
  @Query(() => RefundPreview, {
    description:
      'What `recordOutsideRefund` would do with these arguments now. Changes nothing. Errors: `NOT_REFUNDABLE`, `REFUND_IN_PROGRESS`, `AMOUNT_TOO_LARGE`, `PAYMENT_NOT_FOUND`, `BAD_USER_INPUT`.',
  })
  async previewOutsideRefund(
    @Args(() => PreviewOutsideRefundArgs) { paymentId, amountPaisa, access, shortenDays }: PreviewOutsideRefundArgs,
    @Ctx() context: AdminContext,
  ): Promise<RefundPreview> {
    const terms = { paymentId, amountPaisa, access, shortenDays: shortenDays ?? null };
    return withCode(await previewOutsideRefund(context.em.fork(), terms), context);
  }

  @Permit(Permission.READ)
  @Query(() => RefundSettings, { description: 'Which refunds are possible now.' })
  async refundSettings(@Ctx() { services, em }: AdminContext): Promise<RefundSettings> {
    return new RefundSettings(await whyPartsAreOff(services, em.fork()));
  }
}

async function withCode(forecast: RefundForecast, context: AdminContext): Promise<RefundPreview> {
  const isAboveLimit = forecast.amountPaisa > context.config.refundStepUpPaisa;
  return new RefundPreview(forecast, isAboveLimit && (await needsStepUp(context)));
}
