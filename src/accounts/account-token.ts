import { type Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { hashToken } from '../auth/hash-token.ts';
import { User } from '../users/user.ts';

export enum AccountTokenPurpose {
  RESET_PASSWORD = 'RESET_PASSWORD',
  CONFIRM_EMAIL = 'CONFIRM_EMAIL',
  CHANGE_EMAIL = 'CHANGE_EMAIL',
}

/** The token of a link in a message. It proves that its user receives mail at the address. Valid for one purpose. */
@Entity({ tableName: 'account_tokens' })
export class AccountToken {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => User, { index: true })
  user: Rel<User>;

  @Enum({ items: () => AccountTokenPurpose, nativeEnumName: 'account_token_purpose' })
  purpose: AccountTokenPurpose;

  // Only the message contains the token, so reading this table gives access to no account.
  @Property({ type: 'text' })
  @Unique()
  tokenHash: string;

  /** Of `CHANGE_EMAIL`: the address that the link was sent to. Otherwise null. */
  @Property({ type: 'text', nullable: true })
  email: string | null;

  @Property({ type: 'timestamptz' })
  expiresAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt: Date | null = null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  constructor(user: Rel<User>, purpose: AccountTokenPurpose, token: string, lifetimeMs: number, email: string | null) {
    this.user = user;
    this.purpose = purpose;
    this.tokenHash = hashToken(token);
    this.email = email;
    this.expiresAt = new Date(this.createdAt.getTime() + lifetimeMs);
  }

  isValid(at: Date): boolean {
    return this.usedAt === null && at < this.expiresAt;
  }
}
