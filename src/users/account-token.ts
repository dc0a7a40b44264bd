import { createHash } from 'node:crypto';
import { type Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { User } from './user.ts';

export enum AccountTokenPurpose {
  RESET_PASSWORD = 'RESET_PASSWORD',
  CONFIRM_EMAIL = 'CONFIRM_EMAIL',
}

/** What a link in a message proves: that whoever follows it reads the mail of this user. Good for one purpose. */
@Entity({ tableName: 'account_tokens' })
export class AccountToken {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => User, { index: true })
  user: Rel<User>;

  @Enum({ items: () => AccountTokenPurpose, nativeEnumName: 'account_token_purpose' })
  purpose: AccountTokenPurpose;

  // The token itself is in the message alone: who reads this table opens no account with it.
  @Property({ type: 'text' })
  @Unique()
  tokenHash: string;

  @Property({ type: 'timestamptz' })
  expiresAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt: Date | null = null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  constructor(user: Rel<User>, purpose: AccountTokenPurpose, token: string, lifetimeMs: number) {
    this.user = user;
    this.purpose = purpose;
    this.tokenHash = hashToken(token);
    this.expiresAt = new Date(this.createdAt.getTime() + lifetimeMs);
  }

  isGood(at: Date): boolean {
    return this.usedAt === null && at < this.expiresAt;
  }
}

/** A fast hash is enough: nobody guesses 32 random bytes. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
