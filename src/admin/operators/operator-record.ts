import { GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { OperatorRole, Permission, permissionsOf } from '../permissions.ts';
import { type Operator } from './operator.ts';

@ObjectType({ description: 'A person who runs the shop.', simpleResolvers: true })
export class OperatorRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => GraphQLEmailAddress, { description: 'In lower case.' })
  email: string;

  @Field(() => String, { description: 'As the operator wrote it.' })
  name: string;

  @Field(() => OperatorRole, { description: 'Decides the permissions.' })
  role: OperatorRole;

  @Field(() => Boolean, { description: 'Whether an authenticator app is set up.' })
  hasCode: boolean;

  @Field(() => Boolean, { description: 'Whether there is a passkey.' })
  hasPasskey: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when the operator cannot sign in; null: can.' })
  disabledAt: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When the invitation was accepted.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When this record last changed. Pass it as `seenUpdatedAt`.' })
  updatedAt: Date;

  constructor(operator: Operator) {
    this.id = operator.id;
    this.email = operator.email;
    this.name = operator.name;
    this.role = operator.role;
    this.hasCode = operator.totpSecret !== null;
    this.hasPasskey = operator.hasPasskey;
    this.disabledAt = operator.disabledAt;
    this.createdAt = operator.createdAt;
    this.updatedAt = operator.updatedAt;
  }
}

@ObjectType('OperatorSession', { description: 'The signed-in operator.', simpleResolvers: true })
export class SignedInOperator {
  @Field(() => OperatorRecord, { description: 'The operator.' })
  operator: OperatorRecord;

  @Field(() => [Permission], { description: 'What the operator may do. Hide the rest.' })
  permissions: Permission[];

  constructor(operator: Operator) {
    this.operator = new OperatorRecord(operator);
    this.permissions = permissionsOf(operator.role);
  }
}
