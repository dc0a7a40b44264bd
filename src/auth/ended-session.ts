import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A session that its user has signed out of. Not needed after its token has expired. */
@Entity({ tableName: 'ended_sessions' })
export class EndedSession {
  /** Of the session, or, from versions before 0.4 and identity providers, a hash of its token: neither gives access. */
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'timestamptz' })
  @Index()
  expiresAt!: Date;

  @Property({ type: 'timestamptz' })
  @Index()
  endedAt!: Date;
}
