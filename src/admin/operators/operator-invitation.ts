import { Entity, Enum, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { OperatorRole } from '../permissions.ts';

/** An invitation to become an operator. Address and role are fixed. Only the link contains the token. */
@Entity({ tableName: 'operator_invitations' })
export class OperatorInvitation {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  /** In lower case. */
  @Property({ type: 'text' })
  @Index()
  email: string;

  @Enum({ items: () => OperatorRole, nativeEnumName: 'operator_role' })
  role: OperatorRole;

  @Property({ type: 'text' })
  @Unique()
  tokenHash: string;

  @Property({ type: 'timestamptz' })
  expiresAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt: Date | null = null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  constructor(values: Pick<OperatorInvitation, 'email' | 'role' | 'tokenHash' | 'expiresAt'>) {
    this.email = values.email;
    this.role = values.role;
    this.tokenHash = values.tokenHash;
    this.expiresAt = values.expiresAt;
  }
}
