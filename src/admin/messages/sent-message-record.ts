import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { JOB_HAS_SUBJECT, JOB_SUBJECT } from '../../queue/job-subject.ts';
import { CUSTOMER_MAIL_JOBS, failedAmong } from './failed-message.ts';

const MAX_SHOWN = 100;

@ObjectType({ description: 'A message to a customer.', simpleResolvers: true })
export class SentMessageRecord {
  @Field(() => String, { description: 'The job that sends it, such as `sendReceipt`.' })
  kind!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was sent, or failed for good.' })
  at!: Date;

  @Field(() => Boolean, { description: 'Whether it could not be sent, and is not tried any more.' })
  hasFailed!: boolean;

  @Field(() => ID, { nullable: true, description: 'Of one that has failed: pass it to `resendMessage`.' })
  jobId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The payment that it is about; null if none.' })
  paymentId!: string | null;
}

/** What `sent_messages` has, by its keys, and what the queue still knows of messages that are sent more than once. */
const MESSAGES = `
  with paid as (select id from payments where user_id = ?::uuid),
  about as (
    select id, id as payment_id from paid
    union all select refunds.id, payment_id from refunds join paid on paid.id = refunds.payment_id
  ), keys as (
    select concat(prefix, '-', about.id, suffix) as key, prefix, payment_id from about,
      unnest(array['receipt', 'refunded']) prefix, unnest(array['', '-REFUNDED', '-PARTIALLY_REFUNDED']) suffix
  )
  select concat('send', initcap(prefix)) as kind, sent_at as at, false as "hasFailed", null::uuid as "jobId",
    payment_id as "paymentId"
  from keys join sent_messages using (key)
  union all
  select 'sendReminder', sent_at, false, null, null from sent_messages where key collate "C" like ?
  union all
  select 'sendEnded', sent_at, false, null, null from sent_messages where key collate "C" like ?
  union all
  select name, completed_on, false, null, null from pgboss.job
  where name in ('sendPasswordReset', 'sendEmailConfirmation', 'sendEmailChange', 'sendEmailChangeNotice')
    and state = 'completed' and ${JOB_HAS_SUBJECT} and ${JOB_SUBJECT} = ?
  union all
  select name, coalesce(completed_on, created_on), true, id, (data ->> 'paymentId')::uuid from pgboss.job
  where ${failedAmong(CUSTOMER_MAIL_JOBS)}
    and ${JOB_HAS_SUBJECT} and ${JOB_SUBJECT} in (select ? union all select id::text from paid)`;

/** The newest messages to a customer. */
export async function listMessagesTo(em: EntityManager, userId: string): Promise<SentMessageRecord[]> {
  const rows = await em.execute<(Omit<SentMessageRecord, 'at'> & { ms: number })[]>(
    `select kind, floor(extract(epoch from at) * 1000)::float8 as ms, "hasFailed", "jobId", "paymentId"
     from (${MESSAGES}) message order by at desc limit ${MAX_SHOWN}`,
    [userId, `reminder-${userId}-%`, `ended-${userId}-%`, userId, userId],
  );
  return rows.map(({ ms, ...row }) => ({ ...row, at: new Date(ms) }));
}
