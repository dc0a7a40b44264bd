import { type Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { Operator } from './operator.ts';

/** A link with which an operator chooses a new password. Only the link contains the token. */
@Entity({ tableName: 'operator_password_resets' })
export class OperatorPasswordReset {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => Operator)
  @Index()
  operator: Rel<Operator>;

  @Property({ type: 'text' })
  @Unique()
  tokenHash: string;

  @Property({ type: 'timestamptz' })
  expiresAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt: Date | null = null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  constructor(values: Pick<OperatorPasswordReset, 'operator' | 'tokenHash' | 'expiresAt'>) {
    this.operator = values.operator;
    this.tokenHash = values.tokenHash;
    this.expiresAt = values.expiresAt;
  }
}
