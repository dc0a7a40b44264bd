import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum StoryKind {
  OPENED = 'OPENED',
  ANSWER = 'ANSWER',
  PAID = 'PAID',
  JOB = 'JOB',
  MAIL = 'MAIL',
  DEED = 'DEED',
  REFUND = 'REFUND',
  ACCESS = 'ACCESS',
}

registerEnumType(StoryKind, {
  name: 'StoryKind',
  description: 'What an entry of a story is.',
  valuesConfig: {
    OPENED: { description: 'The payment was opened.' },
    ANSWER: { description: 'Khalti answered. Of equal answers in a row, the first and the last are kept.' },
    PAID: { description: 'This server learned that the customer has paid.' },
    JOB: { description: 'A job of this payment: waiting, running, done or failed. Old jobs are deleted.' },
    MAIL: { description: 'A message was sent.' },
    DEED: { description: 'An operator did something, or was refused.' },
    REFUND: { description: 'A refund was requested or first seen.' },
    ACCESS: { description: 'Access begins.' },
  },
});

@ObjectType({ description: 'One thing that happened to a payment.', simpleResolvers: true })
export class StoryEntry {
  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  at!: Date;

  @Field(() => StoryKind, { description: 'What it is.' })
  kind!: StoryKind;

  @Field(() => String, { description: 'In a few words.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: "All that is known, such as the text of Khalti's answer. May be null.",
  })
  detail!: string | null;
}
