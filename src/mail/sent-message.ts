import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A message that was sent, so that its job sends it only once. */
@Entity({ tableName: 'sent_messages' })
// Finds the messages to a customer by the beginning of their keys.
@Index({
  name: 'sent_messages_key_in_order_index',
  expression: 'create index "sent_messages_key_in_order_index" on "sent_messages" (("key" collate "C"))',
})
export class SentMessage {
  /** Such as `receipt-<payment id>`. */
  @PrimaryKey({ type: 'text' })
  key: string;

  @Property({ type: 'timestamptz' })
  sentAt: Date = new Date();

  constructor(key: string) {
    this.key = key;
  }
}
