import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const checkout = resolve(import.meta.dirname, '../..');

const folders = new Set<string>();
const outsideData = new Map<string, string>();

/** A folder in which the program has never run. */
export function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  folders.add(folder);
  chmodSync(folder, mode);
  copyFileSync(join(checkout, 'plans.json'), join(folder, 'plans.json'));
  return folder;
}

/** For a folder that PostgreSQL cannot reach: the program keeps the data elsewhere, and shows where in its banner. */
export function setDataFolder(folder: string, elsewhere: string): void {
  outsideData.set(folder, elsewhere);
}

export function hasDataInside(folder: string): boolean {
  return existsSync(join(folder, '.data/postgres')) && readdirSync(join(folder, '.data/postgres')).length > 0;
}

/** The processes of the folder's embedded PostgreSQL. */
export function postgresPids(folder: string): number[] {
  const data = dataFolder(folder);
  const lines = execFileSync('ps', ['-ww', '-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .filter((line) => line.includes(`${data}/`) && line.includes('postgres'))
    .map((line) => parseInt(line, 10));
}

export async function hasPostgresEnded(folder: string, withinMs = 3_000): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (postgresPids(folder).length > 0 && Date.now() < deadline) await sleep(50);
  return postgresPids(folder).length === 0;
}

export function embeddedDatabaseUrl(folder: string): string {
  const password = readFileSync(join(dataFolder(folder), 'password'), 'utf8');
  const [, , , port] = readFileSync(join(dataFolder(folder), 'data/postmaster.pid'), 'utf8').split('\n');
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** Removes all folders, and ends what still runs on their data. */
export async function removeFolders(): Promise<void> {
  for (const folder of folders) {
    for (const pid of postgresPids(folder)) tryToKill(pid);
    await hasPostgresEnded(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    rmSync(outsideData.get(folder) ?? folder, { recursive: true, force: true, maxRetries: 5 });
  }
  folders.clear();
  outsideData.clear();
}

function dataFolder(folder: string): string {
  return outsideData.get(folder) ?? join(folder, '.data/postgres');
}

function tryToKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended since it was listed.
  }
}
