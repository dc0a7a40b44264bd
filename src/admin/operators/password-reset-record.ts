import { GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { type NewPasswordReset } from './create-password-reset.ts';

@ObjectType('OperatorPasswordReset', {
  description: 'A new link with which an operator chooses a new password.',
  simpleResolvers: true,
})
export class PasswordResetRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => GraphQLEmailAddress, { description: 'Of the operator.' })
  email: string;

  @Field(() => GraphQLDateTime, { description: 'Until when the link works.' })
  expiresAt: Date;

  @Field(() => String, { description: 'The link. It works once, and is shown only in this answer.' })
  link: string;

  @Field(() => Boolean, {
    description: 'Whether the mail with the link was sent. If not, send the link to the operator in another way.',
  })
  isMailed: boolean;

  constructor({ reset, email, link }: NewPasswordReset, isMailed: boolean) {
    this.id = reset.id;
    this.email = email;
    this.expiresAt = reset.expiresAt;
    this.link = link;
    this.isMailed = isMailed;
  }
}
