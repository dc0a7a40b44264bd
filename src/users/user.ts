import { Entity, Enum, Index, PrimaryKey, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy';
import { GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { v7 as uuid } from 'uuid';
import { DEFAULT_LANGUAGE, Language } from '../languages/language.ts';

@ObjectType({ description: 'A person who can sign in and pay.' })
@Entity({ tableName: 'users' })
// Addresses are unique among accounts with a password. Users of an identity provider are identified by their subject: an
// address that the provider has not confirmed must not open another user's account.
@Index({
  name: 'users_email_with_password_unique',
  expression:
    'create unique index "users_email_with_password_unique" on "users" ("email") where "password_hash" is not null',
})
@Index({ properties: ['createdAt', 'id'] })
@Index({
  name: 'users_email_in_order_index',
  expression: `create index "users_email_in_order_index" on "users" ((coalesce("email", '') collate "C"), "id")`,
})
@Index({
  name: 'users_name_in_order_index',
  expression: `create index "users_name_in_order_index" on "users" ((lower("name") collate "C"), "id")`,
})
@Index({
  name: 'users_blocked_index',
  expression: 'create index "users_blocked_index" on "users" ("created_at", "id") where "blocked_at" is not null',
})
@Index({
  name: 'users_sessions_valid_from_index',
  expression:
    'create index "users_sessions_valid_from_index" on "users" ("sessions_valid_from") where "sessions_valid_from" is not null',
})
@Index({
  name: 'users_barred_index',
  expression:
    'create index "users_barred_index" on "users" ("id") where "blocked_at" is not null or "erased_at" is not null',
})
@Trigger({
  name: 'users_version',
  timing: 'before',
  events: ['update'],
  forEach: 'row',
  // As PostgreSQL prints it: otherwise each check of the migrations finds a difference.
  when: '((old.blocked_at IS DISTINCT FROM new.blocked_at) OR (old.erased_at IS DISTINCT FROM new.erased_at))',
  body: 'new.version := old.version + 1; return new',
})
@Trigger({
  name: 'users_event',
  timing: 'after',
  events: ['update'],
  forEach: 'row',
  expression: `create constraint trigger "users_event" after update on "users" deferrable initially deferred for each row
    when (old.blocked_at is distinct from new.blocked_at or old.erased_at is distinct from new.erased_at)
    execute function record_customer_change()`,
})
export class User {
  @Field(() => ID, { description: 'Opaque and stable.' })
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description: 'In lower case. Null only if an identity provider did not report it.',
  })
  @Property({ type: 'text', nullable: true })
  email: string | null;

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description:
      'The address that replaces `email` as soon as its link is opened; see `changeEmail`. Null: no change was asked for.',
  })
  @Property({ type: 'text', nullable: true })
  newEmail: string | null = null;

  @Field(() => String, {
    description: 'As the user wrote it, without direction marks. It is sent to Khalti with each payment.',
  })
  @Property({ type: 'text' })
  name: string;

  @Field(() => Language, { description: 'The language of mails to the user; see `chooseLanguage`.' })
  @Enum({ items: () => Language, nativeEnumName: 'language', default: Language.EN })
  language: Language = DEFAULT_LANGUAGE;

  @Property({ type: 'text', nullable: true })
  passwordHash: string | null = null;

  /** Issuer and subject at the identity provider. Null for accounts with a password. */
  @Property({ type: 'text', nullable: true })
  @Unique()
  externalSubject: string | null = null;

  /** When the identity provider said the address and the name of this row. */
  @Property({ type: 'timestamptz', nullable: true })
  profileAsOf: Date | null = null;

  /** Null until the user has followed a link that was sent to the address, or the identity provider says that it is the user's. */
  @Property({ type: 'timestamptz', nullable: true })
  emailConfirmedAt: Date | null = null;

  /** Older sessions are refused. Null: all are accepted. */
  @Property({ type: 'timestamptz', nullable: true })
  sessionsValidFrom: Date | null = null;

  /** A blocked customer cannot sign in, pay or use access. Null: not blocked. */
  @Property({ type: 'timestamptz', nullable: true })
  blockedAt: Date | null = null;

  /** When the personal data of this customer was erased. The payments stay. */
  @Property({ type: 'timestamptz', nullable: true })
  erasedAt: Date | null = null;

  /** Grows when the customer is blocked, unblocked or erased. */
  @Property({ type: 'integer', default: 0 })
  version: number = 0;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  @Property({ type: 'timestamptz', defaultRaw: 'now()', onUpdate: () => new Date() })
  updatedAt: Date = new Date();

  constructor(email: string | null, name: string) {
    this.email = email;
    this.name = name;
  }

  static withPassword(email: string, name: string, passwordHash: string): User {
    const user = new User(email, name);
    user.passwordHash = passwordHash;
    return user;
  }

  @Field(() => Boolean, {
    description:
      'Whether the user has followed a link that was sent to `email`; with an identity provider, whether it says so (`email_verified`). Payments do not require it.',
  })
  get isEmailConfirmed(): boolean {
    return this.emailConfirmedAt !== null;
  }

  /** Another address may have been asked for by somebody who knew the old password: it is dropped. */
  changePassword(passwordHash: string): void {
    this.passwordHash = passwordHash;
    this.newEmail = null;
  }

  /** The link for this was sent to the address, so it also confirms the address. */
  resetPassword(passwordHash: string): void {
    this.changePassword(passwordHash);
    this.emailConfirmedAt ??= new Date();
  }

  /** Of the link that was sent to this address. */
  takeEmail(email: string, at: Date): void {
    this.email = email;
    this.newEmail = null;
    this.emailConfirmedAt = at;
  }

  /** The payments stay, and refer to this row. */
  erase(at: Date): void {
    this.email = null;
    this.newEmail = null;
    this.name = 'Erased customer';
    this.passwordHash = null;
    this.externalSubject = null;
    this.emailConfirmedAt = null;
    this.erasedAt = at;
  }
}
