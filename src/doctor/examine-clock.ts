import { type Findings, failure, note, ok, warning } from './finding.ts';
import { request } from './request.ts';
import { withClient } from './with-client.ts';

const SAMPLES = 3;
// Khalti's header has whole seconds.
const WARN_BEYOND_MS = 5_000;
// Authenticator apps change their code every 30 seconds.
const FAIL_BEYOND_MS = 30_000;
const SYNCHRONISE = 'Synchronise the clocks with NTP, for example with chrony or systemd-timesyncd.';

export async function examineClockOfDatabase(databaseUrl: string): Findings {
  return withClient(databaseUrl, async (client) => {
    const samples = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const sentAt = Date.now();
      const { rows } = await client.query<{ ms: number }>(
        'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
      );
      const tookMs = Date.now() - sentAt;
      samples.push({ tookMs, aheadMs: sentAt + tookMs / 2 - Number(rows[0]?.ms) });
    }
    const [quickest] = samples.toSorted((a, b) => a.tookMs - b.tookMs);
    return [compare(quickest?.aheadMs ?? 0, "the database's")];
  });
}

/** By the `Date` of its answer to a request that needs no key. */
export async function examineClockOfKhalti(baseUrl: string, signal: AbortSignal): Findings {
  const sentAt = Date.now();
  const answer = await request(new URL(baseUrl), { signal }).catch(() => null);
  // The check of the key says why.
  if (answer === null) return [note('Not checked, because Khalti gives no answer.')];
  const tookMs = Date.now() - sentAt;
  const date = Date.parse(answer.headers.date ?? '');
  if (Number.isNaN(date)) return [note('Khalti does not tell its time.')];
  // The header is cut to a whole second.
  return [compare(sentAt + tookMs / 2 - (date + 500), "Khalti's")];
}

function compare(aheadMs: number, whose: string) {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const says = `The clock of this machine is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ${whose}.`;
  if (Math.abs(aheadMs) > FAIL_BEYOND_MS) return failure(says, SYNCHRONISE);
  if (Math.abs(aheadMs) > WARN_BEYOND_MS) return warning(says, SYNCHRONISE);
  return ok(`The clock of this machine agrees with ${whose}.`);
}
