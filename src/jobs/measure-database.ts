import type { Metrics } from '../metrics/metrics.ts';
import { type Services } from '../services.ts';

// Several scrapers, or one in a hurry, cost the database no more.
const READ_AT_MOST_EVERY_MS = 10_000;

interface Row {
  label: string | null;
  value: number;
}

interface Measured {
  name: string;
  help: string;
  /** The name of the label that `label` is the value of. */
  label?: string;
  text: string;
}

const ageOf = (oldest: string) => `coalesce(extract(epoch from now() - min(${oldest})), 0)::float8`;

/** Each returns `value`, and `label` if it has one. The labels are queues, statuses and sources: closed sets. */
const measured: Measured[] = [
  {
    name: 'jobs_ready',
    help: 'Jobs that could run now.',
    label: 'queue',
    text: `select queue.name as label, count(job.id)::float8 as value from pgboss.queue
      left join pgboss.job on job.name = queue.name and state in ('created', 'retry') and start_after <= now()
      where queue.name !~ '^__' group by queue.name`,
  },
  {
    name: 'job_oldest_ready_age_seconds',
    help: 'How long the oldest job that could run has waited.',
    label: 'queue',
    text: `select queue.name as label, ${ageOf('job.start_after')} as value from pgboss.queue
      left join pgboss.job on job.name = queue.name and state in ('created', 'retry') and start_after <= now()
      where queue.name !~ '^__' group by queue.name`,
  },
  {
    name: 'payments_needing_review',
    help: 'Payments that wait for a decision of an operator.',
    text: `select count(*)::float8 as value from payments where status = 'NEEDS_REVIEW'`,
  },
  {
    name: 'payments_oldest_open_age_seconds',
    help: 'Age of the oldest payment that is open or pending.',
    text: `select ${ageOf('created_at')} as value from payments where status in ('INITIATED', 'PENDING')`,
  },
  {
    name: 'refunds_open',
    help: 'Refunds that are not settled.',
    label: 'status',
    text: `select status as label, count(id)::float8 as value
      from unnest(array['REQUESTED', 'SENDING', 'UNKNOWN']::refund_status[]) open (status)
      left join refunds using (status) group by status`,
  },
  {
    name: 'refund_oldest_unknown_age_seconds',
    help: 'Age of the oldest refund of which it is not known whether it went back.',
    text: `select ${ageOf('created_at')} as value from refunds where status = 'UNKNOWN'`,
  },
  {
    name: 'subscriptions_active',
    help: 'Customers with access now, by where it comes from.',
    label: 'source',
    text: `select sources.source as label, count(distinct period.user_id)::float8 as value
      from (values ('payment'), ('trial'), ('grant')) sources (source)
      left join periods period on period.source::text = upper(sources.source)
        and period.revoked_at is null and period.starts_at <= now() and period.ends_at > now()
      group by sources.source`,
  },
];

/** Gauges that are read from the database when Prometheus asks, by processes that run jobs: one such process is enough. */
export function measureDatabase(services: Services, metrics: Metrics): void {
  for (const { name, help, label, text } of measured) {
    const read = remember(() =>
      services.orm.em
        .fork()
        .execute<Row[]>(text)
        .catch((err: unknown) => {
          services.log.warn({ err, metric: name }, 'a metric was not read');
          throw err;
        }),
    );
    const definition = { name, help, labels: label === undefined ? [] : [label] };
    const samples = async () =>
      (await read()).map((row) => ({
        labels: label === undefined ? {} : { [label]: String(row.label) },
        value: row.value,
      }));
    // Each process that runs jobs reads the same.
    metrics.gauge(definition, samples, { aggregator: 'max' });
  }
}

function remember<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  let readAt = 0;
  return () => {
    if (!result || Date.now() - readAt > READ_AT_MOST_EVERY_MS) {
      readAt = Date.now();
      result = read();
    }
    return result;
  };
}
