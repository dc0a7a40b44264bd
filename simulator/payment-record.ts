import { z } from 'zod';

const recordedStatuses = ['Initiated', 'Pending', 'Completed', 'User canceled', 'Expired'] as const;
export type RecordedStatus = (typeof recordedStatuses)[number];

/** The steps of the payment page, in their order. */
export const checkoutSteps = ['khalti-id', 'mpin', 'otp', 'confirm'] as const;
export type CheckoutStep = (typeof checkoutSteps)[number];

/** A payment as the data file keeps it. Renaming a field breaks existing data files. */
export const paymentRecordSchema = z.object({
  pidx: z.string(),
  purchaseOrderId: z.string(),
  purchaseOrderName: z.string(),
  returnUrl: z.string(),
  websiteUrl: z.string(),
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
});
export type PaymentRecord = z.infer<typeof paymentRecordSchema>;
