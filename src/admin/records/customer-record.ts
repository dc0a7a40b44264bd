import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { type User } from '../../users/user.ts';

@ObjectType({ description: 'A person who can sign in and pay.', simpleResolvers: true })
export class CustomerRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'In lower case. Null if it is not known or was erased.' })
  email: string | null;

  @Field(() => String, { description: 'As the customer wrote it.' })
  name: string;

  @Field(() => Boolean, { description: 'Whether the customer has followed a link that was sent to `email`.' })
  isEmailConfirmed: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when the customer is blocked; null: is not.' })
  blockedAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the personal data was erased; null: was not.' })
  erasedAt: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'When all sessions of the customer were ended last; null: never. Sessions are signed tokens, so that nobody knows how many are open.',
  })
  sessionsEndedAt: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When the account was created.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When this record last changed. Pass it as `seenUpdatedAt`.' })
  updatedAt: Date;

  constructor(user: User) {
    this.id = user.id;
    this.email = user.email;
    this.name = user.name;
    this.isEmailConfirmed = user.isEmailConfirmed;
    this.blockedAt = user.blockedAt;
    this.erasedAt = user.erasedAt;
    this.sessionsEndedAt = user.sessionsValidFrom;
    this.createdAt = user.createdAt;
    this.updatedAt = user.updatedAt;
  }
}
