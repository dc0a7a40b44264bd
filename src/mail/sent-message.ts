import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A message that was sent, so that its job sends it only once. */
@Entity({ tableName: 'sent_messages' })
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
