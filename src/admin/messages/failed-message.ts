import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { type JobName } from '../../queue/job-data.ts';

/** The jobs that send a customer one message each. */
export const CUSTOMER_MAIL_JOBS = [
  'sendReceipt',
  'sendRefunded',
  'sendReminder',
  'sendEnded',
  'sendPasswordReset',
  'sendEmailConfirmation',
  'sendEmailChange',
  'sendEmailChangeNotice',
] as const satisfies JobName[];

/** The jobs that send one message each. */
export const MAIL_JOBS = [...CUSTOMER_MAIL_JOBS, 'tellOperator'] as const satisfies JobName[];

/** SQL: whether a row of `pgboss.job` is a message that failed for good. */
export function failedAmong(jobs: readonly JobName[]): string {
  return `state = 'failed' and name in (${jobs.map((name) => `'${name}'`).join(', ')})`;
}

@ObjectType({ description: 'A message that could not be sent. It is not retried any more.', simpleResolvers: true })
export class FailedMessage {
  @Field(() => ID, { description: 'Pass it to `resendMessage`.' })
  jobId!: string;

  @Field(() => String, { description: 'The job, such as `sendReceipt`.' })
  kind!: string;

  @Field(() => ID, { nullable: true, description: 'The payment that it is about; null if none.' })
  paymentId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The customer that it is for; null if only the payment says so.' })
  customerId!: string | null;

  @Field(() => Int, { description: 'How often it was retried.' })
  retryCount!: number;

  @Field(() => GraphQLDateTime, { description: 'When it failed for good.' })
  failedAt!: Date;
}

export async function listFailedMessages(
  em: EntityManager,
  condition: string,
  first: number,
): Promise<FailedMessage[]> {
  const rows = await em.execute<(Omit<FailedMessage, 'failedAt'> & { ms: number })[]>(
    `select id as "jobId", name as kind, data ->> 'paymentId' as "paymentId", data ->> 'userId' as "customerId",
       retry_count as "retryCount", floor(extract(epoch from coalesce(completed_on, created_on)) * 1000)::float8 as ms
     from pgboss.job where ${condition} order by completed_on desc, id limit ${first}`,
  );
  return rows.map(({ ms, ...row }) => ({ ...row, failedAt: new Date(ms) }));
}
