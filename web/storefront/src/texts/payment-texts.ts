import type { englishPayments } from './english-payments.ts';

export type PaymentTexts = typeof englishPayments;

export let paymentTexts: PaymentTexts;

export function setPaymentTexts(chosen: PaymentTexts): void {
  paymentTexts = chosen;
}
