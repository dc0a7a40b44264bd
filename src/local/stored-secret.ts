import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A secret in a file that only its owner may read. The first call creates it; the link makes it appear complete. */
export function storedSecret(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}-${process.pid}-${randomBytes(4).toString('hex')}`;
  writeFileSync(unfinished, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(unfinished);
  }
  return readFileSync(file, 'utf8');
}
