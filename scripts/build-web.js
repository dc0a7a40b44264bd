// Builds each app in web/ into dist/web/, if its sources have changed. Compares contents, not dates: a checkout gives
// every file a new date.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'dist/web');
const vite = join(root, 'node_modules/vite/bin/vite.js');

/** False if an app does not build; the error has been printed. Without Vite, uses what was built before. */
export function buildWeb() {
  if (!existsSync(vite)) return existsSync(output);
  const apps = readdirSync(join(root, 'web')).filter((app) => existsSync(join(root, 'web', app, 'vite.config.ts')));
  return apps.every((app) => isCurrent(app) || build(app));
}

function isCurrent(app) {
  const mark = markOf(app);
  return existsSync(join(output, app)) && existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint(app);
}

function build(app) {
  const sources = fingerprint(app);
  const built = join(output, app);
  // A running server may be serving the old one.
  const next = `${built}-${process.pid}`;
  const options = ['build', `web/${app}`, '--outDir', next, '--emptyOutDir', '--logLevel', 'warn'];
  const result = spawnSync(process.execPath, [vite, ...options], {
    cwd: root,
    // Tests set another value, with which React is larger and slower.
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
  writeFileSync(markOf(app), sources);
  return true;
}

/** At build time there is time for the best compression: a seventh smaller than at each request. */
function compress(folder) {
  for (const name of readdirSync(folder).filter((each) => /\.(js|css|svg)$/.test(each))) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

function markOf(app) {
  return join(output, `.${app}-sources`);
}

function fingerprint(app) {
  const hash = createHash('sha256');
  const folders = ['web/kit', `web/${app}`].filter((folder) => existsSync(join(root, folder)));
  const entries = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }),
  );
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const builders = ['first-content.ts', 'inline-documents.ts', 'start-early.ts', 'trusted-documents.ts'].map(
    (file) => `web/${file}`,
  );
  const shared = ['package-lock.json', 'scripts/build-web.js', ...builders].map((file) => join(root, file));
  for (const file of [...shared, ...files.sort()]) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !buildWeb()) process.exitCode = 1;
