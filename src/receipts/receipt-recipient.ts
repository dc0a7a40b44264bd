import { Entity, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy';

/** The customer of a receipt as they were. Apart from the receipt, so that an erasure removes the person and keeps the books. */
@Entity({ tableName: 'receipt_recipients' })
@Trigger({
  name: 'receipt_recipients_are_kept',
  timing: 'before',
  events: ['update'],
  forEach: 'statement',
  body: `raise exception 'the customer of a receipt is never changed, only erased'`,
})
export class ReceiptRecipient {
  @PrimaryKey({ type: 'uuid' })
  receiptId!: string;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  email!: string | null;
}
