import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** That the customer has opened a receipt. What is opened after that is a copy. */
@Entity({ tableName: 'receipt_openings' })
export class ReceiptOpening {
  @PrimaryKey({ type: 'uuid' })
  receiptId!: string;

  @Property({ type: 'timestamptz' })
  openedAt!: Date;
}
