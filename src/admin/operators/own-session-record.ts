import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { type OperatorSession } from './operator-session.ts';

@ObjectType({ description: 'A session of the signed-in operator.', simpleResolvers: true })
export class OwnSessionRecord {
  @Field(() => ID, { description: 'Opaque and stable. Not the token.' })
  id: string;

  @Field(() => GraphQLDateTime, { description: 'When the operator signed in.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When it was last used, to within a minute.' })
  lastUsedAt: Date;

  @Field(() => String, { description: 'The network address from which the operator signed in.' })
  address: string;

  @Field(() => String, { nullable: true, description: 'What the browser says that it is; null if it says nothing.' })
  userAgent: string | null;

  @Field(() => Boolean, { description: 'Whether it is the session of this request.' })
  isCurrent: boolean;

  constructor(session: OperatorSession, currentId: string | undefined) {
    this.id = session.id;
    this.createdAt = session.createdAt;
    this.lastUsedAt = session.lastUsedAt;
    this.address = session.address;
    this.userAgent = session.userAgent;
    this.isCurrent = session.id === currentId;
  }
}
