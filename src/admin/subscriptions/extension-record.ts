import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { type Extension } from '../../subscriptions/extension.ts';
import { type ExtensionProgress } from '../../subscriptions/extension-progress.ts';
import { PlanRecord } from '../records/plan-record.ts';

@ObjectType({ description: 'What giving days to everybody would do now.', simpleResolvers: true })
export class ExtensionPreview {
  @Field(() => Int, { description: 'How many customers get the days.' })
  customers: number;

  @Field(() => Int, { description: 'The days that each of them gets.' })
  days: number;

  @Field(() => GraphQLDateTime, { description: 'The instant at which these customers have access.' })
  audienceAt: Date;

  constructor(customers: number, days: number, audienceAt: Date) {
    this.customers = customers;
    this.days = days;
    this.audienceAt = audienceAt;
  }
}

@ObjectType({ description: 'Days that all customers with access at one instant are given.', simpleResolvers: true })
export class ExtensionRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => Int, { description: 'The days that each customer gets.' })
  days: number;

  @Field(() => PlanRecord, { nullable: true, description: 'Only customers of this plan; null: of all plans.' })
  plan: PlanRecord | null;

  @Field(() => GraphQLDateTime, { description: 'The instant at which a customer must have had access.' })
  audienceAt: Date;

  @Field(() => String, { description: 'Why the days are given.' })
  reason: string;

  @Field(() => Int, { description: 'How many customers get the days. Fixed when the extension was created.' })
  customers: number;

  @Field(() => Int, { description: 'How many customers have got them so far.' })
  givenTo: number;

  @Field(() => Int, { description: 'From how many of those they were taken back.' })
  revokedFrom: number;

  @Field(() => GraphQLDateTime, { description: 'When the extension was created.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When all customers had the days; null: not yet.' })
  completedAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was undone; null if it was not.' })
  undoneAt: Date | null;

  constructor(extension: Extension, progress: ExtensionProgress) {
    this.id = extension.id;
    this.days = extension.days;
    this.plan = extension.plan && new PlanRecord(extension.plan);
    this.audienceAt = extension.audienceAt;
    this.reason = extension.reason;
    this.customers = progress.customers;
    this.givenTo = progress.givenTo;
    this.revokedFrom = progress.revokedFrom;
    this.createdAt = extension.createdAt;
    this.completedAt = extension.completedAt;
    this.undoneAt = extension.undoneAt;
  }
}
