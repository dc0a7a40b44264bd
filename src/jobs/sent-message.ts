import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** That a message was sent, so that it is sent once however often its job runs. */
@Entity({ tableName: 'sent_messages' })
export class SentMessage {
  /** What it was about, such as `receipt-<payment>`. */
  @PrimaryKey({ type: 'text' })
  key: string;

  @Property({ type: 'timestamptz' })
  sentAt: Date = new Date();

  constructor(key: string) {
    this.key = key;
  }
}
