import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable } from '../database/is-unavailable.ts';
import { type Check, type Finding, failure, note, warning } from './finding.ts';

// PostgreSQL's words for a table and a column that are not there.
const NOT_MIGRATED = new Set(['42P01', '42703', '3F000']);

const NO_DATABASE = 'Not checked, because the database does not answer.';
const OVERLOADED = warning(
  'Not checked: the database gave no answer in time, although it answered another check.',
  'Run this again. If it stays so, look at the load of the database and its max_connections.',
);

export interface RunOptions {
  /** Texts that no finding may contain. */
  secrets: readonly string[];
  /** Called in the order of the checks, each as soon as all before it are known. */
  onFinding?: (finding: Finding) => void;
}

/** Runs all checks at the same time. Never throws: a check that throws, or does not end in time, is a finding. */
export async function runChecks(checks: readonly Check[], { secrets, onFinding }: RunOptions): Promise<Finding[]> {
  const running = checks.map((check) => run(check));
  const findings: Finding[] = [];
  for (const result of running) {
    for (const finding of await result) {
      const judged = finding.says === NO_DATABASE && isAnswering(findings) ? { ...finding, ...OVERLOADED } : finding;
      const clean = { ...judged, says: redact(judged.says, secrets) };
      findings.push(clean);
      onFinding?.(clean);
    }
  }
  return findings;
}

function isAnswering(findings: readonly Finding[]): boolean {
  const verdicts = findings.filter(({ about }) => about === 'Database').map(({ verdict }) => verdict);
  return verdicts.length > 0 && !verdicts.includes('FAILURE');
}

async function run(check: Check): Promise<Finding[]> {
  const end = new AbortController();
  const examined = check.examine(end.signal).catch((error: unknown) => [explain(check, error)]);
  const isLate = sleep(check.withinMs, undefined, { signal: end.signal }).catch(() => {});
  const late = failure(`No answer within ${Math.ceil(check.withinMs / 1000)} s.`, check.advice);
  const said = await Promise.race([examined, isLate.then(() => [late])]);
  end.abort();
  return said.map((one) => ({ about: check.about, ...one }));
}

function explain({ advice, readsDatabase }: Check, error: unknown) {
  if (readsDatabase && NOT_MIGRATED.has(codeOf(error))) return note('Not checked, because migrations are pending.');
  if (readsDatabase && isUnavailable(error)) return note(NO_DATABASE);
  return failure(sentenceOf(error), advice);
}

/** Why something failed, in one line and without a stack trace. */
export function sentenceOf(error: unknown): string {
  // A name with several addresses gives one error for each of them.
  const reasons: unknown[] = error instanceof AggregateError ? error.errors : [error];
  const texts = reasons.map((reason) => (reason instanceof Error ? reason.message || codeOf(reason) : String(reason)));
  return asSentence([...new Set(texts)].join('; '));
}

/** Its first line, with one full stop. */
export function asSentence(text: string): string {
  return `${text.split('\n', 1)[0]?.trim().replace(/\.$/, '')}.`;
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length > 3)
    .reduce((kept, secret) => kept.replaceAll(secret, '[secret]'), text);
}
