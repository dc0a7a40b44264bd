import { inWords } from '../app/format.ts';
import { type Fact } from '../deeds/fact.ts';
import { type Payment } from '../payments/payment.ts';
import { type Refund } from './refund.ts';
import { sumInWords } from './words.ts';

/** What the dialog of a deed on one refund needs. */
export interface RefundDeedProps {
  refund: Refund;
  payment: Payment;
  refresh(): Promise<unknown>;
  onClose(): void;
}

/** What an operator sees before a deed on a refund. */
export function factsOf(refund: Refund): Fact[] {
  return [
    { label: 'Status', value: inWords(refund.status) },
    { label: 'Sum', value: sumInWords(refund) },
    { label: 'What is known', value: refund.sentence },
  ];
}
