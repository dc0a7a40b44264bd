import { GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { OperatorRole } from '../permissions.ts';
import { type NewInvitation } from './create-invitation.ts';

@ObjectType('Invitation', { description: 'A new invitation to become an operator.', simpleResolvers: true })
export class NewInvitationRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => GraphQLEmailAddress, { description: 'Cannot be changed by the invited person.' })
  email: string;

  @Field(() => OperatorRole, { description: 'Cannot be changed by the invited person.' })
  role: OperatorRole;

  @Field(() => GraphQLDateTime, { description: 'Until when the link works.' })
  expiresAt: Date;

  @Field(() => String, { description: 'The link. It works once, and is shown only in this answer.' })
  link: string;

  @Field(() => Boolean, {
    description: 'Whether the mail with the link was sent. If not, send the link to the person in another way.',
  })
  isMailed: boolean;

  constructor({ invitation, link }: NewInvitation, isMailed: boolean) {
    this.id = invitation.id;
    this.email = invitation.email;
    this.role = invitation.role;
    this.expiresAt = invitation.expiresAt;
    this.link = link;
    this.isMailed = isMailed;
  }
}
