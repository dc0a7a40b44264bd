import { BigIntType, type Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Operator } from './operator.ts';

/** A passkey of an operator: a second way to pass the second step. */
@Entity({ tableName: 'operator_passkeys' })
export class OperatorPasskey {
  /** The credential id, in base64url. */
  @PrimaryKey({ type: 'text' })
  id: string;

  @ManyToOne(() => Operator)
  @Index()
  operator: Rel<Operator>;

  /** In base64url. */
  @Property({ type: 'text' })
  publicKey: string;

  @Property({ type: new BigIntType('number') })
  counter: number;

  @Property({ type: 'text[]' })
  transports: string[];

  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null = null;

  constructor(values: Pick<OperatorPasskey, 'id' | 'operator' | 'publicKey' | 'counter' | 'transports' | 'name'>) {
    this.id = values.id;
    this.operator = values.operator;
    this.publicKey = values.publicKey;
    this.counter = values.counter;
    this.transports = values.transports;
    this.name = values.name;
  }
}
