import { englishPayments } from './english-payments.ts';

/** The shape of a translation, in addition to `Texts`. */
export type PaymentTexts = typeof englishPayments;

export const paymentTexts: PaymentTexts = englishPayments;
