import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { User } from '../users/user.ts';

@ObjectType({ description: 'Proof of being signed in.' })
export class Session {
  @Field(() => String, {
    description:
      'Send it as `Authorization: Bearer …`. The response also sets it as an `HttpOnly` cookie, so that a page of this server need not store it.',
  })
  token: string;

  @Field(() => GraphQLDateTime, { description: 'When the token stops working.' })
  expiresAt: Date;

  @Field(() => User, { description: 'Who is signed in.' })
  user: User;

  constructor(token: string, expiresAt: Date, user: User) {
    this.token = token;
    this.expiresAt = expiresAt;
    this.user = user;
  }
}
