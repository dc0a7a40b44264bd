import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { ReceiptKind } from './receipt.ts';

/** The last number of a kind and fiscal year. Its row lock puts receipts in order; a rollback gives the number back. */
@Entity({ tableName: 'receipt_counters' })
export class ReceiptCounter {
  @Enum({ items: () => ReceiptKind, nativeEnumName: 'receipt_kind', primary: true })
  kind!: ReceiptKind;

  @PrimaryKey({ type: 'integer', autoincrement: false })
  fiscalYear!: number;

  @Property({ type: 'integer' })
  last!: number;
}
