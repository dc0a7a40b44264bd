import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { type Plan } from '../../subscriptions/plan.ts';

@ObjectType({ description: 'A plan, on sale or archived.', simpleResolvers: true })
export class PlanRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => String, { description: 'A readable, unique and stable name, such as `premium`.' })
  code: string;

  @Field(() => String, { description: 'The name that customers see.' })
  name: string;

  @Field(() => String, { description: 'One or two sentences for customers. May be empty.' })
  description: string;

  @Field(() => Int, { description: 'Price in paisa. A change does not touch payments that are open.' })
  pricePaisa: number;

  @Field(() => Int, { description: 'Length of access in days. A change does not touch payments that are open.' })
  durationDays: number;

  @Field(() => Int, { nullable: true, description: 'Days of a trial; null if none is offered.' })
  trialDays: number | null;

  @Field(() => Boolean, { description: 'An archived plan is not sold any more.' })
  isArchived: boolean;

  @Field(() => GraphQLDateTime, { description: 'When this record last changed. Pass it as `seenUpdatedAt`.' })
  updatedAt: Date;

  constructor(plan: Plan) {
    this.id = plan.id;
    this.code = plan.code;
    this.name = plan.name;
    this.description = plan.description;
    this.pricePaisa = plan.pricePaisa;
    this.durationDays = plan.durationDays;
    this.trialDays = plan.trialDays;
    this.isArchived = plan.isArchived;
    this.updatedAt = plan.updatedAt;
  }
}
