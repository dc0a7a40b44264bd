import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** One line for each run and operation: this server's processor time as a ratio to the peers, medians. */
const FILE = 'bench/history.csv';
const COLUMNS = [
  'date',
  'node',
  'processor',
  'rounds',
  'operation',
  'to Mercurius',
  'to bare Node',
  'with the database, to Mercurius',
];
const WORSE_BY = 1.1;

export interface HistoryLine {
  date: string;
  processor: string;
  rounds: number;
  operation: string;
  toMercurius: number;
  toBare: number;
  withDatabase: number;
}

/** Says what is worse than in the last run on such a processor, and adds the line to the file. */
export function addToHistory(line: HistoryLine): void {
  const before = lastOf(line);
  if (before !== null && line.toMercurius > before * WORSE_BY) {
    const [then, now] = [before.toFixed(2), line.toMercurius.toFixed(2)];
    console.warn(`WORSE THAN IN THE LAST RUN: ${line.operation} costs ${now} of Mercurius, and cost ${then}.`);
  }
  if (!existsSync(FILE)) writeFileSync(FILE, `${COLUMNS.join(',')}\n`);
  const { toMercurius, toBare, withDatabase } = line;
  const ratios = [toMercurius, toBare, withDatabase].map((ratio) => ratio.toFixed(3));
  const cells = [line.date, process.versions.node, line.processor, line.rounds, line.operation, ...ratios];
  appendFileSync(FILE, `${cells.join(',')}\n`);
}

function lastOf({ processor, operation }: HistoryLine): number | null {
  if (!existsSync(FILE)) return null;
  const rows = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((text) => text.split(','));
  const last = rows.findLast((cells) => cells[2] === processor && cells[4] === operation);
  return last ? Number(last[5]) : null;
}
