import { type Cluster } from '../cluster.ts';
import { type Shopping } from '../customers.ts';

/** What the database has of one payment that Khalti knows. */
interface Entry {
  id: string;
  pidx: string;
  status: string;
  reviewReason: string | null;
  periods: number;
  /** A period that neither a refund nor a plan change took away. */
  standing: number;
  exchanged: number;
  keeps: boolean;
  refundRows: number;
  refundsUnsure: number;
  receipts: number;
}

export interface Books {
  /** Each must be 0. */
  faults: Record<string, number>;
  /** Payments about which the two books disagree, or that are not finished. */
  unsettled: string[];
  /** Some of the payments behind the faults. */
  examples: string[];
  /** For the table only. */
  facts: Record<string, number>;
}

const ENTRIES = `
  select p.id, p.pidx, p.status, p.review_reason as "reviewReason",
    (select count(*)::int from periods where payment_id = p.id) as periods,
    (select count(*)::int from periods where payment_id = p.id and revoked_at is null) as standing,
    (select count(*)::int from periods where payment_id = p.id and exchanged_by is not null) as exchanged,
    exists (select from refunds where payment_id = p.id and status = 'DONE' and access = 'KEEP') as keeps,
    (select count(*)::int from refunds where payment_id = p.id and origin = 'OPERATOR' and sent_at is not null)
      as "refundRows",
    (select count(*)::int from refunds where payment_id = p.id and status in ('REQUESTED', 'SENDING')) as "refundsUnsure",
    (select count(*)::int from receipts where payment_id = p.id and kind = 'RECEIPT') as receipts
  from payments p where p.pidx is not null`;

const EXAMPLES = 20;
const OPEN = ['CREATED', 'INITIATED', 'PENDING'];
const PAID = ['COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED'];

/** Compares the database with the simulator's own books, payment by payment. */
export async function compareBooks({ cluster, acknowledged }: Shopping): Promise<Books> {
  const { rows } = await cluster.database.query<Entry>(ENTRIES);
  const entries = new Map(rows.map((entry) => [entry.pidx, entry]));
  const faults: Record<string, number> = {
    'paid without access': 0,
    'access without payment': 0,
    'granted twice': 0,
    'refunded twice': 0,
    'refund and ledger disagree': 0,
    'still open': 0,
    'acknowledged and lost': 0,
    'receipts missing': 0,
    'receipts not mailed': 0,
  };
  const facts = { paid: 0, refunded: 0, 'in review': 0, 'opened without a customer': 0, 'mails repeated': 0 };
  const mailed = countReceiptMails(cluster);
  const unsettled = new Set<string>();
  const examples: string[] = [];
  const report = (fault: string, entry: Entry | undefined) => {
    faults[fault] = (faults[fault] ?? 0) + 1;
    if (entry) unsettled.add(entry.id);
    if (examples.length < EXAMPLES) examples.push(`${fault}: ${JSON.stringify(entry)}`);
  };

  for (const [pidx, payment] of cluster.simulator.payments) {
    const { transactionId, refundedPaisa, refundRequestCount } = payment.toJSON();
    const isPaid = transactionId !== null;
    const isRefunded = refundedPaisa > 0;
    const entry = entries.get(pidx);
    if (!entry) {
      // Khalti's answer was lost. No customer has seen this link.
      if (isPaid) report('paid without access', entry);
      facts['opened without a customer'] += 1;
      continue;
    }
    facts.paid += Number(isPaid);
    facts.refunded += Number(isRefunded);
    if (entry.periods > 1) report('granted twice', entry);
    if (refundRequestCount > entry.refundRows) report('refunded twice', entry);
    if (OPEN.includes(entry.status) || entry.refundsUnsure > 0) report('still open', entry);
    if (!isPaid) {
      if (entry.periods > 0 || PAID.includes(entry.status)) report('access without payment', entry);
      continue;
    }
    if (entry.status === 'NEEDS_REVIEW' && entry.reviewReason === 'EXCHANGE_CHANGED') {
      // A person decides: what it was to replace was refunded or replaced in the meantime.
      facts['in review'] += 1;
      continue;
    }
    const mails = mailed.get(transactionId) ?? 0;
    if (entry.receipts !== 1) report('receipts missing', entry);
    if (mails === 0) report('receipts not mailed', entry);
    facts['mails repeated'] += Math.max(0, mails - 1);
    if ((entry.status === 'REFUNDED') !== isRefunded) report('refund and ledger disagree', entry);
    if (isRefunded) {
      if (entry.standing > 0 && !entry.keeps) report('access without payment', entry);
    } else if (entry.status !== 'COMPLETED' || entry.standing + entry.exchanged !== 1) {
      report('paid without access', entry);
    }
  }
  for (const pidx of acknowledged) {
    if (!PAID.includes(String(entries.get(pidx)?.status))) report('acknowledged and lost', entries.get(pidx));
  }
  Object.assign(faults, await countInDatabase(cluster));
  examples.push(...(await failedJobs(cluster)));
  return { faults, unsettled: [...unsettled], examples, facts };
}

/** How often the mail server has accepted the receipt for each of Khalti's transactions. */
function countReceiptMails({ mailbox, simulator }: Cluster): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { transactionId } of [...simulator.payments.values()].map((payment) => payment.toJSON())) {
    if (transactionId !== null) counts.set(transactionId, 0);
  }
  for (const { text } of mailbox.messages.filter(({ subject }) => subject.startsWith('Receipt'))) {
    for (const word of new Set(text.split(/[\s<>]+/))) {
      const count = counts.get(word);
      if (count !== undefined) counts.set(word, count + 1);
    }
  }
  return counts;
}

async function failedJobs({ database }: Cluster): Promise<string[]> {
  const { rows } = await database.query<{ job: object }>(
    `select json_build_object('name', name, 'data', data, 'output', output, 'retries', retry_count) as job
     from pgboss.job where state = 'failed'`,
  );
  return rows.map(({ job }) => `failed: ${JSON.stringify(job)}`);
}

async function countInDatabase({ database }: Cluster): Promise<Record<string, number>> {
  const counts: Record<string, string> = {
    'numbers of receipts missing or used twice': `select coalesce(sum(abs(highest - used)), 0) as count from (
        select max(serial) as highest, count(distinct serial) as used from receipts group by kind, fiscal_year) series`,
    'extended twice': `select count(*) from (
        select from grants where extension_id is not null group by extension_id, user_id having count(*) > 1) twice`,
    'extensions not finished': `select count(*) from pgboss.job
        where name = 'extendEverybody' and state in ('created', 'retry', 'active')`,
    'jobs failed for good': `select count(*) from pgboss.job where state = 'failed'`,
  };
  const rows = await Promise.all(
    Object.entries(counts).map(async ([name, sql]) => {
      const { rows: found } = await database.query<{ count: string }>(sql);
      return [name, Number(found[0]?.count)] as const;
    }),
  );
  return Object.fromEntries(rows);
}
