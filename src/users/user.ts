import { Entity, Enum, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { v7 as uuid } from 'uuid';

export enum UserRole {
  CUSTOMER = 'CUSTOMER',
  OPERATOR = 'OPERATOR',
}

registerEnumType(UserRole, {
  name: 'UserRole',
  description: 'What somebody is here for.',
  valuesConfig: {
    CUSTOMER: { description: 'Buys subscriptions.' },
    OPERATOR: { description: 'Runs this shop.' },
  },
});

@ObjectType({ description: 'Somebody who can sign in and pay.' })
@Entity({ tableName: 'users' })
// Only addresses that a password belongs to are unique: an identity provider's users are told apart by their subject,
// and an address that it has not confirmed must never open somebody else's account.
@Index({
  name: 'users_email_with_password_unique',
  expression:
    'create unique index "users_email_with_password_unique" on "users" ("email") where "password_hash" is not null',
})
@Index({
  name: 'users_sessions_valid_from_index',
  expression:
    'create index "users_sessions_valid_from_index" on "users" ("sessions_valid_from") where "sessions_valid_from" is not null',
})
export class User {
  @Field(() => ID, { description: 'Opaque and stable.' })
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description: 'In lower case. Null only where an identity provider did not tell it.',
  })
  @Property({ type: 'text', nullable: true })
  email: string | null;

  @Field(() => String, { description: 'As the user wrote it; shown to Khalti with a payment.' })
  @Property({ type: 'text' })
  name: string;

  @Field(() => UserRole, { description: 'What this user is here for.' })
  @Enum({ items: () => UserRole, nativeEnumName: 'user_role' })
  role: UserRole = UserRole.CUSTOMER;

  @Property({ type: 'text', nullable: true })
  passwordHash: string | null = null;

  /** Who this is at the identity provider: its issuer and subject. Null for accounts with a password. */
  @Property({ type: 'text', nullable: true })
  @Unique()
  externalSubject: string | null = null;

  /** Null until a link that was sent to the address was followed. */
  @Property({ type: 'timestamptz', nullable: true })
  emailConfirmedAt: Date | null = null;

  /** Sessions that were issued before are refused. Null: none. */
  @Property({ type: 'timestamptz', nullable: true })
  sessionsValidFrom: Date | null = null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

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
      'Whether a link that was sent to `email` was followed. Paying does not wait for it. False where accounts live at an identity provider, which is who knows.',
  })
  get isEmailConfirmed(): boolean {
    return this.emailConfirmedAt !== null;
  }

  /** By a link in a message, which shows whose address it is, too. */
  resetPassword(passwordHash: string, sessionsValidFrom: Date): void {
    this.passwordHash = passwordHash;
    this.sessionsValidFrom = sessionsValidFrom;
    this.emailConfirmedAt ??= new Date();
  }
}
