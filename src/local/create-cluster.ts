import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './is-alive.ts';
import { OWN_PROCESS_GROUP, type PostgresBinaries } from './postgres-binaries.ts';

/** Creates the cluster in a temporary folder, then renames it: a killed start leaves no partial cluster. */
export async function createCluster(
  { initdb, account }: PostgresBinaries,
  folder: string,
  password: string,
): Promise<void> {
  removeUnfinished(folder);
  const unfinished = join(folder, `unfinished-${process.pid}`);
  const passwordFile = `${unfinished}-password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const options = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const args = ['-D', unfinished, ...options, '--encoding=UTF8', '--locale=C', '--no-instructions'];
  const failure = await failureOf(spawn(initdb, args, { ...account, ...OWN_PROCESS_GROUP, cwd: folder }));
  rmSync(passwordFile, { force: true });
  if (failure !== null) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`initdb failed: ${failure}`);
  }
  try {
    renameSync(unfinished, join(folder, 'data'));
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // If the cluster exists, another start created it at the same time.
    if (!existsSync(join(folder, 'data', 'PG_VERSION'))) throw error;
  }
}

function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^unfinished-(\d+)/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, maxRetries: 5 });
  }
}

async function failureOf(child: ChildProcess): Promise<string | null> {
  let errorOutput = '';
  child.stderr?.on('data', (chunk) => {
    errorOutput += chunk;
  });
  try {
    const [code] = await once(child, 'close');
    return code === 0 ? null : errorOutput.trim();
  } catch (error) {
    return String(error);
  }
}
