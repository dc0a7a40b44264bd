import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A session that its user has signed out of. Not needed after its token has expired. */
@Entity({ tableName: 'ended_sessions' })
export class EndedSession {
  /** A hash of the token, so that reading this table gives access to no account. */
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'timestamptz' })
  @Index()
  expiresAt!: Date;

  @Property({ type: 'timestamptz' })
  @Index()
  endedAt!: Date;
}
