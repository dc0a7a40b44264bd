import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Never overwrites: messages of one kind and millisecond get numbered names. Returns the path. */
export async function saveAsFile(folder: string, kind: string, eml: Buffer): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const time = new Date().toISOString().replaceAll(':', '-');
  for (let number = 1; ; number++) {
    const file = join(folder, `${time}-${kind}${number === 1 ? '' : `-${number}`}.eml`);
    try {
      await writeFile(file, eml, { mode: 0o600, flag: 'wx' });
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
