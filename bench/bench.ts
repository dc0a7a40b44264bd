import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type Customers, signInCustomers } from './support/customers.ts';
import { startPostgres } from './support/data.ts';
import { median, spread } from './support/figures.ts';
import { fill, STANDARD_DATA } from './support/fill.ts';
import { addToHistory } from './support/history.ts';
import { load, type Measured } from './support/load.ts';
import { type OperationName, operationNames, operations } from './support/operations.ts';
import { cpuMsOf, cpuMsOfFamily, type Program, residentMbOf } from './support/process.ts';
import { type SubjectName, startKhalti, startSubject, subjectNames, subjects } from './support/subjects.ts';

// Measures the processor time per request of this server and of other implementations of the same API, as a ratio to
// Mercurius and to bare Node in the same round. Writes the table for docs/performance.md.
const { values } = parseArgs({
  options: {
    operation: { type: 'string', multiple: true, default: operationNames },
    subject: { type: 'string', multiple: true, default: subjectNames },
    rounds: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '2' },
    // Of each server, before the first round. Node compiles a path for the last time after some thousand requests.
    warmup: { type: 'string', default: '20' },
    connections: { type: 'string', default: '32' },
    // The folder for a profile of this server. Chromium's developer tools can open it.
    profile: { type: 'string' },
    out: { type: 'string', default: '.data/bench.md' },
  },
});
const roundCount = Number(values.rounds);
const seconds = Number(values.seconds);
const warmUpSeconds = Number(values.warmup);
const connections = Number(values.connections);
const names = operationNames.filter((name) => values.operation.includes(name));
// Mercurius and bare Node always run, because every figure is a ratio to them.
const measuredSubjects = subjectNames.filter((name) => ['mercurius', 'bare', ...values.subject].includes(name));

// Two peers that do the same should cost the same in each round.
const CALM_SPREAD = 1.6;

type Figures = Measured & { cpuMs: number; databaseCpuMs: number };
type Round = Record<OperationName, Record<SubjectName, Figures>>;

const [loadBefore = 0] = loadavg();
const postgres = await startPostgres();
const database = await postgres.create('bench');
await fill(database.pool, STANDARD_DATA);
const khalti = await startKhalti();
const programs = {} as Record<SubjectName, Program>;
for (const name of measuredSubjects) {
  const isProfiled = name === 'ours' && values.profile !== undefined;
  const nodeArgs = isProfiled ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
  programs[name] = await startSubject(name, database.url, khalti.url, { nodeArgs });
}
const customers = await signInCustomers(database);

const rounds: Round[] = [];
await runRound(0, warmUpSeconds, customers);
for (let round = 1; round <= roundCount; round += 1) rounds.push(await runRound(round, seconds, customers));
const table = asMarkdown();
console.log(`\n${table}`);
mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(values.out, `${table}\n`);
const busy = signsOfOtherWork();
for (const sign of busy) console.warn(`THIS MACHINE IS BUSY: ${sign}. Repeat this on an idle one.`);
if (busy.length === 0 && measuredSubjects.includes('ours')) names.forEach(keepInHistory);
for (const program of Object.values(programs)) await program.stop();
await khalti.stop();
await postgres.stop();
process.exit();

async function runRound(round: number, roundSeconds: number, customers: Customers): Promise<Round> {
  const figures = {} as Round;
  for (const name of names) {
    figures[name] = {} as Round[OperationName];
    // Each round starts with another subject, so that the order does not favour one of them.
    for (let turn = 0; turn < measuredSubjects.length; turn += 1) {
      const subject = measuredSubjects[(turn + round) % measuredSubjects.length] as SubjectName;
      showProgress(
        `${round === 0 ? 'warm-up' : `round ${round} of ${roundCount}`}: ${name}, ${subjects[subject].title}`,
      );
      figures[name][subject] = await measure(programs[subject], name, customers, roundSeconds);
    }
  }
  return figures;
}

function showProgress(progress: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${progress}` : `${progress}\n`);
}

async function measure(
  { pid, url }: Program,
  name: OperationName,
  customers: Customers,
  forSeconds: number,
): Promise<Figures> {
  const cpuBefore = cpuMsOf(pid);
  const databaseBefore = cpuMsOfFamily(postgres.pid);
  const loaded = await load(url, operations[name], customers, { connections, seconds: forSeconds });
  return {
    ...loaded,
    cpuMs: (cpuMsOf(pid) - cpuBefore) / loaded.count,
    databaseCpuMs: (cpuMsOfFamily(postgres.pid) - databaseBefore) / loaded.count,
  };
}

function asMarkdown(): string {
  const [{ model } = { model: 'unknown' }] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  const lines = names.flatMap((name) => measuredSubjects.map((subject) => asRow(name, subject)));
  return [
    `Measured on ${date}: ${cpus().length} cores (${model}), ${gigabytes} GB, Node ${process.versions.node}, ${connections} connections, ${STANDARD_DATA.payments.toLocaleString('en')} payments, medians of ${roundCount} interleaved rounds of ${seconds} s after a warm-up of ${warmUpSeconds} s, with minimum and maximum.`,
    '',
    '| operation | server | CPU ÷ Mercurius | CPU ÷ bare Node | with the database’s CPU ÷ Mercurius | ÷ bare Node | CPU, ms | database CPU, ms | requests/s | p50, ms | p99, ms | resident, MB |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

function asRow(name: OperationName, subject: SubjectName): string {
  const of = (figure: keyof Figures) => rounds.map((round) => round[name][subject][figure]);
  return `| ${[
    `\`${name}\``,
    subjects[subject].title,
    spread(ratios(name, subject, 'mercurius', cpuOf)),
    spread(ratios(name, subject, 'bare', cpuOf)),
    spread(ratios(name, subject, 'mercurius', cpuWithDatabaseOf)),
    spread(ratios(name, subject, 'bare', cpuWithDatabaseOf)),
    median(of('cpuMs')).toFixed(3),
    median(of('databaseCpuMs')).toFixed(3),
    median(of('perSecond')).toFixed(0),
    median(of('p50Ms')).toFixed(1),
    median(of('p99Ms')).toFixed(1),
    residentMbOf(programs[subject].pid).toFixed(0),
  ].join(' | ')} |`;
}

function ratios(
  name: OperationName,
  subject: SubjectName,
  peer: SubjectName,
  of: (figures: Figures) => number,
): number[] {
  return rounds.map((round) => of(round[name][subject]) / of(round[name][peer]));
}

function cpuOf({ cpuMs }: Figures): number {
  return cpuMs;
}

function cpuWithDatabaseOf({ cpuMs, databaseCpuMs }: Figures): number {
  return cpuMs + databaseCpuMs;
}

/** On a busy machine, the figures say more about its other programs. */
function signsOfOtherWork(): string[] {
  const spreads = names.map((name) => {
    const between = ratios(name, 'mercurius', 'bare', cpuOf);
    return { name, widest: Math.max(...between) / Math.min(...between) };
  });
  return [
    ...(loadBefore > cpus().length / 2 ? [`a load of ${loadBefore.toFixed(1)} at the start`] : []),
    ...spreads
      .filter(({ widest }) => widest > CALM_SPREAD)
      .map(({ name, widest }) => `in ${name} the ratio of the peers varies by ${widest.toFixed(2)}`),
  ];
}

function keepInHistory(operation: OperationName): void {
  addToHistory({
    date: new Date().toISOString().slice(0, 10),
    processor: (cpus()[0]?.model ?? 'unknown').replaceAll(',', ' '),
    rounds: roundCount,
    operation,
    toMercurius: median(ratios(operation, 'ours', 'mercurius', cpuOf)),
    toBare: median(ratios(operation, 'ours', 'bare', cpuOf)),
    withDatabase: median(ratios(operation, 'ours', 'mercurius', cpuWithDatabaseOf)),
  });
}
