import { type Rel } from '@mikro-orm/core';
import {
  Check,
  Entity,
  Enum,
  Index,
  ManyToOne,
  PrimaryKey,
  Property,
  Trigger,
  Unique,
} from '@mikro-orm/decorators/legacy';
import { registerEnumType } from 'type-graphql';
import { Payment } from '../payments/payment.ts';
import { Refund } from '../payments/refund.ts';

export enum ReceiptKind {
  RECEIPT = 'RECEIPT',
  CREDIT_NOTE = 'CREDIT_NOTE',
}

registerEnumType(ReceiptKind, {
  name: 'ReceiptKind',
  description: 'What a document is for.',
  valuesConfig: {
    RECEIPT: { description: 'For a payment.' },
    CREDIT_NOTE: { description: 'For a refund. It refers to the receipt.' },
  },
});

/** A receipt or a credit note, with all that is printed but the customer. Instants are AD; Nepali dates are computed. */
@Entity({ tableName: 'receipts' })
@Index({ properties: ['payment', 'id'] })
@Index({
  name: 'receipts_one_for_each_payment',
  expression: `create unique index "receipts_one_for_each_payment" on "receipts" ("payment_id") where "kind" = 'RECEIPT'`,
})
@Unique({ properties: ['kind', 'fiscalYear', 'serial'] })
@Check({ name: 'receipts_total_is_positive', expression: 'total_paisa > 0' })
@Check({ name: 'receipts_credit_note_has_refund', expression: "(kind = 'CREDIT_NOTE') = (refund_id is not null)" })
@Trigger({
  name: 'receipts_are_kept',
  timing: 'before',
  events: ['update', 'delete'],
  forEach: 'statement',
  body: `raise exception 'receipts are never changed'`,
})
export class Receipt {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Enum({ items: () => ReceiptKind, nativeEnumName: 'receipt_kind' })
  kind!: ReceiptKind;

  /** Such as `2083-84-000123`, or `CN-2083-84-000007`. */
  @Property({ type: 'text' })
  @Unique()
  number!: string;

  /** The Nepali year in which the fiscal year began. */
  @Property({ type: 'integer' })
  fiscalYear!: number;

  @Property({ type: 'integer' })
  serial!: number;

  @ManyToOne(() => Payment)
  payment!: Rel<Payment>;

  @ManyToOne(() => Refund, { nullable: true, unique: true, deleteRule: 'no action' })
  refund!: Rel<Refund> | null;

  /** Of a credit note. */
  @Property({ type: 'text', nullable: true })
  receiptNumber!: string | null;

  @Property({ type: 'text' })
  sellerName!: string;

  @Property({ type: 'text', nullable: true })
  sellerAddress!: string | null;

  @Property({ type: 'text', nullable: true })
  sellerPan!: string | null;

  @Property({ type: 'boolean' })
  isTaxInvoice!: boolean;

  @Property({ type: 'text' })
  planName!: string;

  @Property({ type: 'integer' })
  durationDays!: number;

  @Property({ type: 'integer' })
  totalPaisa!: number;

  /** Contained in the total. Null: the seller was not registered for VAT. */
  @Property({ type: 'integer', nullable: true })
  vatPaisa!: number | null;

  @Property({ type: 'text', nullable: true })
  transactionId!: string | null;

  /** When the money arrived; for a credit note, when it went back. */
  @Property({ type: 'timestamptz' })
  paidAt!: Date;

  @Property({ type: 'timestamptz' })
  issuedAt!: Date;
}
