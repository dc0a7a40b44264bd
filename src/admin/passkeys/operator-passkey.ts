import { BigIntType, type Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { Operator } from '../operators/operator.ts';

/** A passkey of an operator: a second factor beside, or instead of, an authenticator app. */
@Entity({ tableName: 'operator_passkeys' })
export class OperatorPasskey {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => Operator)
  @Index()
  operator: Rel<Operator>;

  /** As the operator wrote it. */
  @Property({ type: 'text' })
  name: string;

  /** In base64url. */
  @Property({ type: 'text' })
  @Unique()
  credentialId: string;

  /** A COSE key in base64url. */
  @Property({ type: 'text' })
  publicKey: string;

  /** Of the last use. A lower or equal one means that the passkey was copied. Many passkeys always say 0. */
  @Property({ type: new BigIntType('number') })
  counter: number;

  /** How the browser reaches the passkey. */
  @Property({ type: 'text[]' })
  transports: string[];

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null = null;

  constructor(values: Omit<OperatorPasskey, 'id' | 'createdAt' | 'lastUsedAt'>) {
    this.operator = values.operator;
    this.name = values.name;
    this.credentialId = values.credentialId;
    this.publicKey = values.publicKey;
    this.counter = values.counter;
    this.transports = values.transports;
  }
}
