import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Account {
  uid: number;
  gid: number;
}

/** The folder, or a replacement if `account` cannot enter it. A folder with data is never replaced by an empty one. */
export function reachableFolder(folder: string, account: Account | null): string {
  mkdirSync(dirname(folder), { recursive: true });
  if (account === null) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
  const replacement = replacementOf(folder, 'data');
  if (!existsSync(replacement)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chownSync(folder, account.uid, account.gid);
    if (spawnSync('ls', [folder], { ...account, cwd: '/' }).status === 0) return folder;
    if (readdirSync(folder).length > 0) {
      throw new Error(
        `PostgreSQL does not run as root and may not enter ${folder}. Allow all users to enter the folders above it (chmod a+x), or set DATABASE_URL.`,
      );
    }
    rmSync(folder, { recursive: true });
    mkdirSync(replacement, { mode: 0o700 });
    chownSync(replacement, account.uid, account.gid);
  }
  refuseUntrusted(replacement, account.uid);
  return replacement;
}

export function replacementOf(folder: string, purpose: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(process.platform === 'linux' ? '/var/tmp' : tmpdir(), `khalti-subscriptions-${hash}-${purpose}`);
}

/** All users can create such a folder there, and root must not use another user's files. */
export function refuseUntrusted(folder: string, uid: number): void {
  const found = lstatSync(folder);
  const isWritableByOthers = (found.mode & 0o022) !== 0;
  if (!found.isDirectory() || found.uid !== uid || isWritableByOthers) {
    throw new Error(`${folder} is not safe to use: another user may have created it. Remove it, or set DATABASE_URL.`);
  }
}
