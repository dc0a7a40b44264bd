import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { type OperatorPasskey } from './operator-passkey.ts';

@ObjectType({ description: 'A passkey of the signed-in operator.', simpleResolvers: true })
export class PasskeyRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => String, { description: 'As the operator wrote it.' })
  name: string;

  @Field(() => GraphQLDateTime, { description: 'When it was added.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was last used; null if it never was.' })
  lastUsedAt: Date | null;

  constructor(passkey: OperatorPasskey) {
    this.id = passkey.id;
    this.name = passkey.name;
    this.createdAt = passkey.createdAt;
    this.lastUsedAt = passkey.lastUsedAt;
  }
}
