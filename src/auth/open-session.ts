import { type Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { User } from '../users/user.ts';

@ObjectType({ description: 'A session of the caller that has not ended.', simpleResolvers: true })
@Entity({ tableName: 'open_sessions' })
export class OpenSession {
  /** The `jti` of its tokens. It gives no access. */
  @Field(() => ID, { description: 'Pass it to `signOutSession`.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => User, { index: true })
  user!: Rel<User>;

  @Field(() => String, {
    nullable: true,
    description: 'The browser and the system, such as `Chrome, Android`. Null if they are not known.',
  })
  @Property({ type: 'text', nullable: true })
  device!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When the customer signed in.' })
  @Property({ type: 'timestamptz' })
  startedAt!: Date;

  @Field(() => GraphQLDateTime, {
    description: 'When it was last renewed: with the cookie, once on each day of use. A bearer token is not renewed.',
  })
  @Property({ type: 'timestamptz' })
  renewedAt!: Date;

  /** Of its newest token. */
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  @Field(() => Boolean, { description: 'Whether the request belongs to it.' })
  isCurrent!: boolean;
}

/** As the caller sees it. */
export type ListedSession = Omit<OpenSession, 'user' | 'expiresAt'>;
