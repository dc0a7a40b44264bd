// Builds the storefront where its sources have changed since it was last built: by what is in them, because a checkout
// gives every file a new date.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist/web/storefront');
const mark = join(root, 'dist/.web-sources');
const vite = join(root, 'node_modules/vite/bin/vite.js');

/** False when it could not be built; what was wrong has been printed. Without Vite, what was built before is used. */
export function buildWeb() {
  if (!existsSync(vite)) return existsSync(built);
  const sources = fingerprint();
  if (existsSync(built) && existsSync(mark) && readFileSync(mark, 'utf8') === sources) return true;
  // Beside the old one, which may be in use.
  const next = `${built}-${process.pid}`;
  const options = ['build', 'web/storefront', '--outDir', next, '--emptyOutDir', '--logLevel', 'warn'];
  const result = spawnSync(process.execPath, [vite, ...options], {
    cwd: root,
    // Whatever it is built for, such as a test: React is larger and slower where this is anything else.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) {
    rmSync(next, { recursive: true, force: true });
    return false;
  }
  compress(join(next, 'assets'));
  rmSync(built, { recursive: true, force: true });
  renameSync(next, built);
  writeFileSync(mark, sources);
  return true;
}

/** Once and well, instead of at every request in haste: a seventh less to load. */
function compress(folder) {
  for (const name of readdirSync(folder).filter((each) => /\.(js|css|svg)$/.test(each))) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'scripts/build-web.js']) hash.update(readFileSync(join(root, file)));
  const entries = readdirSync(join(root, 'web'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !buildWeb()) process.exitCode = 1;
