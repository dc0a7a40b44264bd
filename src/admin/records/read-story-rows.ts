import { type EntityManager } from '@mikro-orm/postgresql';
import { JOB_HAS_SUBJECT, JOB_SUBJECT } from '../../queue/job-subject.ts';
import { type StoryEntry, type StoryKind } from './story-entry.ts';

interface Row {
  ms: number;
  kind: `${StoryKind}`;
  title: string;
  detail: string | null;
}

/** Stored answers are text, and not always JSON. */
const STATUS_WORD = String.raw`(regexp_match(body, '"status"\s*:\s*"([^"]{1,50})"'))[1]`;

const JOB_TIMES = `concat_ws(', ', 'retries ' || retry_count,
  'due ' || to_char(start_after at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') || ' UTC',
  'started ' || to_char(started_on at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') || ' UTC',
  'ended ' || to_char(completed_on at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') || ' UTC')`;

// What operators were told of, by `about` of the job.
const TOLD = `case data ->> 'about'
  when 'needsReview' then 'the payment needs a review'
  when 'pendingForADay' then 'the payment is pending for a day'
  when 'refundInDoubt' then case data ->> 'doubt'
    when 'UNKNOWN' then 'it is not known whether a refund went back'
    when 'NOT_SHOWN' then 'a refund is not shown by Khalti'
    else 'a part was requested, and the whole was refunded' end
  else data ->> 'about' end`;

const JOB_TITLE = `case when name <> 'tellOperator' then concat(name, ': ', state)
  when state = 'completed' then concat('Operators were told: ', ${TOLD})
  when state = 'failed' then concat('Operators could not be told: ', ${TOLD})
  else concat('Operators will be told: ', ${TOLD}) end`;

// Arrays, so that the planner looks up each in the index, whatever it expects of the payment.
const STORY = `
  with payment as (select ?::uuid as id),
  ids as (
    select id from payment
    union all select refunds.id from refunds where payment_id = (select id from payment)
    union all select periods.id from periods where payment_id = (select id from payment)
  ), story as (
    select received_at as at, 'ANSWER' as kind,
      concat('Khalti answered the ', operation, ' with ', http_status, ': ' || ${STATUS_WORD}) as title, body as detail
    from gateway_answers where payment_id = (select id from payment)
    union all
    select created_on, 'JOB', ${JOB_TITLE}, ${JOB_TIMES}
    from (
      select * from pgboss.job where ${JOB_HAS_SUBJECT} and ${JOB_SUBJECT} = any(array(select id::text from ids))
      union all
      select * from pgboss.job where name = 'followUpPayment' and data ->> 'paymentId' = (select id::text from payment)
    ) job
    union all
    select sent_at, 'MAIL', concat('Sent: ', split_part(key, '-', 1)), key
    from sent_messages where key = any(array(
      select prefix || '-' || ids.id || suffix from ids,
        unnest(array['receipt', 'refunded']) prefix, unnest(array['', '-REFUNDED', '-PARTIALLY_REFUNDED']) suffix))
    union all
    select audit.at, 'DEED', concat(audit.action, ': ', lower(audit.outcome::text), ' (' || audit.code || ')'),
      concat_ws(E'\\n', 'Operator ' || coalesce(operators.name, audit.actor_id), audit.reason,
        'before ' || audit.before::text, 'after ' || audit.after::text)
    from audit_entries audit left join operators on operators.id::text = audit.actor_id
    where audit.target_kind in ('PAYMENT', 'REFUND', 'PERIOD') and audit.target_id in (select id::text from ids)
    union all
    select coalesce(exchanges.exchanged_at, payments.created_at), 'ACCESS',
      case when exchanges.exchanged_at is null then 'To exchange: ' else 'Exchanged: ' end || plans.name,
      concat('Worth ', exchanges.value_paisa, ' paisa of ', exchanges.worth_paisa, ', of payment ', periods.payment_id)
    from exchanges join payments on payments.id = exchanges.payment_id join periods on periods.id = exchanges.period_id
      join plans on plans.id = periods.plan_id
    where exchanges.payment_id = (select id from payment)
    union all
    select starts_at, 'ACCESS', 'Access begins',
      concat('Until ', to_char(ends_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS'), ' UTC',
        ', revoked ' || to_char(revoked_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') || ' UTC',
        ', exchanged for payment ' || exchanged_by)
    from periods where payment_id = (select id from payment)
  )
  select floor(extract(epoch from at) * 1000)::float8 as ms, kind, title, detail from story`;

export async function readStoryRows(em: EntityManager, paymentId: string): Promise<StoryEntry[]> {
  const rows = await em.execute<Row[]>(STORY, [paymentId]);
  return rows.map(({ ms, kind, title, detail }) => ({
    at: new Date(ms),
    kind: kind as StoryKind,
    title,
    detail: detail === '' ? null : detail,
  }));
}
