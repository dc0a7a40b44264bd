import { Entity, Enum, Formula, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { OperatorRole } from '../permissions.ts';

/** A person who runs the shop. Operators and customers share no accounts and no sessions. */
@Entity({ tableName: 'operators' })
export class Operator {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  /** In lower case. */
  @Property({ type: 'text' })
  @Unique()
  email: string;

  @Property({ type: 'text' })
  name: string;

  @Enum({ items: () => OperatorRole, nativeEnumName: 'operator_role' })
  role: OperatorRole;

  @Property({ type: 'text' })
  passwordHash: string;

  /** In base 32. Null until the operator has set up an authenticator app. */
  @Property({ type: 'text', nullable: true })
  totpSecret: string | null = null;

  /** The time step of the last accepted code: a code works once. */
  @Property({ type: 'integer', nullable: true })
  totpLastStep: number | null = null;

  /** SHA-256 of each recovery code that is not used yet. */
  @Property({ type: 'text[]' })
  recoveryCodeHashes: string[] = [];

  @Formula((columns) => `exists (select from operator_passkeys where operator_id = ${columns.id})`, { type: 'boolean' })
  hasPasskey: boolean = false;

  @Property({ type: 'timestamptz', nullable: true })
  disabledAt: Date | null = null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  /** Of what other operators see and change. The use of a code does not count, or it would refuse their deeds. */
  @Property({ type: 'timestamptz' })
  updatedAt: Date = new Date();

  constructor({ email, name, role, passwordHash }: Pick<Operator, 'email' | 'name' | 'role' | 'passwordHash'>) {
    this.email = email;
    this.name = name;
    this.role = role;
    this.passwordHash = passwordHash;
  }

  /** An operator with an authenticator app or a passkey must use one of them to sign in. */
  get hasSecondFactor(): boolean {
    return this.totpSecret !== null || this.hasPasskey;
  }
}
