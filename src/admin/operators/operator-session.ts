import { type Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { Operator } from './operator.ts';

/** A session of an operator. The cookie has the token, the database only its hash. */
@Entity({ tableName: 'operator_sessions' })
export class OperatorSession {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => Operator)
  @Index()
  operator: Rel<Operator>;

  @Property({ type: 'text' })
  @Unique()
  tokenHash: string;

  /** When both steps of signing in had passed. Before that, the session allows only the second step. */
  @Property({ type: 'timestamptz', nullable: true })
  signedInAt: Date | null = null;

  /** When the operator last gave a code or used a passkey. Some deeds require that within the last ten minutes. */
  @Property({ type: 'timestamptz', nullable: true })
  confirmedAt: Date | null = null;

  /** The secret of an authenticator app that is being set up. */
  @Property({ type: 'text', nullable: true })
  newTotpSecret: string | null = null;

  /** What the next response of a passkey must sign. It works once. */
  @Property({ type: 'text', nullable: true })
  passkeyChallenge: string | null = null;

  @Property({ type: 'timestamptz', nullable: true })
  passkeyChallengeEndsAt: Date | null = null;

  @Property({ type: 'text' })
  address: string;

  @Property({ type: 'text', nullable: true })
  userAgent: string | null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  @Property({ type: 'timestamptz' })
  lastUsedAt: Date = new Date();

  @Property({ type: 'timestamptz' })
  expiresAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  endedAt: Date | null = null;

  constructor(values: Pick<OperatorSession, 'operator' | 'tokenHash' | 'address' | 'userAgent' | 'expiresAt'>) {
    this.operator = values.operator;
    this.tokenHash = values.tokenHash;
    this.address = values.address;
    this.userAgent = values.userAgent;
    this.expiresAt = values.expiresAt;
  }
}
