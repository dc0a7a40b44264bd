import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './leftover-postgres.ts';
import { APART, type PostgresBinaries } from './postgres-binaries.ts';

/** Made aside and moved into place when whole, so that a kill half way leaves nothing that looks like a cluster. */
export async function createCluster(
  { initdb, owner }: PostgresBinaries,
  folder: string,
  password: string,
): Promise<void> {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^unfinished-(\d+)/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, maxRetries: 5 });
  }
  const unfinished = join(folder, `unfinished-${process.pid}`);
  const passwordFile = `${unfinished}-password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  const options = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const args = ['-D', unfinished, ...options, '--encoding=UTF8', '--locale=C', '--no-instructions'];
  const complaint = await complaintOf(spawn(initdb, args, { ...owner, ...APART, cwd: folder }));
  rmSync(passwordFile, { force: true });
  if (complaint !== null) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`initdb failed: ${complaint}`);
  }
  try {
    renameSync(unfinished, join(folder, 'data'));
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // Otherwise another start was faster, and its cluster is as good.
    if (!existsSync(join(folder, 'data', 'PG_VERSION'))) throw error;
  }
}

/** Null when all went well. */
async function complaintOf(child: ChildProcess): Promise<string | null> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  try {
    const [code] = await once(child, 'close');
    return code === 0 ? null : said.trim();
  } catch (error) {
    return String(error);
  }
}
