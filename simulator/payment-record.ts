import { z } from 'zod';
import { FIRST_MERCHANT } from './merchants.ts';

export const recordedStatuses = ['Initiated', 'Pending', 'Completed', 'User canceled', 'Failed', 'Expired'] as const;
export type RecordedStatus = (typeof recordedStatuses)[number];

/** The steps of the payment page, in their order. */
export const checkoutSteps = ['khalti-id', 'mpin', 'otp', 'confirm'] as const;
export type CheckoutStep = (typeof checkoutSteps)[number];

export const refundOrigins = ['api', 'dashboard'] as const;
export type RefundOrigin = (typeof refundOrigins)[number];

/** A payment as the data file keeps it. Renaming a field, or a new one without a default, breaks existing files. */
export const paymentRecordSchema = z.object({
  pidx: z.string(),
  merchant: z.string().default(FIRST_MERCHANT),
  purchaseOrderId: z.string(),
  purchaseOrderName: z.string(),
  returnUrl: z.string(),
  websiteUrl: z.string(),
  customerInfo: z.record(z.string(), z.json()).nullable().default(null),
  /** The fields of the initiation whose names begin with `merchant_`. */
  merchantFields: z.record(z.string(), z.json()).default({}),
  /** The amount that the merchant requested. */
  amountPaisa: z.int(),
  /** The amount that was paid. Only a script can make it differ from `amountPaisa`. */
  totalPaisa: z.int(),
  refundedPaisa: z.int(),
  createdAt: z.number(),
  expiresAt: z.number(),
  status: z.enum(recordedStatuses),
  transactionId: z.string().nullable(),
  khaltiId: z.string().nullable(),
  step: z.enum(checkoutSteps),
  isBankPayment: z.boolean().default(false),
  /** Null: as the setting `feePaisa` says. */
  feePaisa: z.int().nullable().default(null),
  /** Requests to the refund endpoint for this payment, also those that a fault or a wrong key stopped. */
  refundRequestCount: z.int().default(0),
  /** The refunds that were carried out, the oldest first. */
  refunds: z.array(z.object({ at: z.number(), amountPaisa: z.int(), origin: z.enum(refundOrigins) })).default([]),
});
export type PaymentRecord = z.infer<typeof paymentRecordSchema>;
