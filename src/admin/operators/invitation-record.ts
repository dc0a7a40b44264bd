import { GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { OperatorRole } from '../permissions.ts';
import { type OperatorInvitation } from './operator-invitation.ts';

@ObjectType({
  description: 'An open invitation to become an operator. Its link is stored nowhere.',
  simpleResolvers: true,
})
export class InvitationRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => GraphQLEmailAddress, { description: 'Who is invited.' })
  email: string;

  @Field(() => OperatorRole, { description: 'The role that the operator will have.' })
  role: OperatorRole;

  @Field(() => GraphQLDateTime, { description: 'Until when the link works.' })
  expiresAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When the person was invited.' })
  createdAt: Date;

  constructor(invitation: OperatorInvitation) {
    this.id = invitation.id;
    this.email = invitation.email;
    this.role = invitation.role;
    this.expiresAt = invitation.expiresAt;
    this.createdAt = invitation.createdAt;
  }
}
