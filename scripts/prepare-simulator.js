// Runs before the simulator: compiles it alone into simulator/dist/, if its sources have changed, and puts it into one
// file with its libraries, because to find and load 400 files takes longer than to start. Without the compiler, uses what
// was compiled before.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'simulator');
const dist = join(folder, 'dist');
const mark = join(dist, '.sources');
const compiler = join(root, 'node_modules/typescript/bin/tsc');

const sources = fingerprint();
const isCurrent = existsSync(mark) && readFileSync(mark, 'utf8') === sources;
if (!isCurrent && existsSync(compiler)) {
  rmSync(dist, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(folder, 'tsconfig.json')], { stdio: 'inherit' });
  if (status === 0) {
    await bundle();
    writeFileSync(mark, sources);
  } else {
    console.error('The simulator does not compile. See the errors above.');
    process.exitCode = 1;
  }
}

async function bundle() {
  const { rolldown } = await import('rolldown');
  const program = await rolldown({
    input: join(dist, 'main.js'),
    platform: 'node',
    experimental: { resolveNewUrlToAsset: true },
  });
  await program.write({ file: join(dist, 'bundle.js'), format: 'esm', codeSplitting: false });
  await program.close();
}

function fingerprint() {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(ts|js|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(dist) && !file.includes('node_modules'));
  for (const file of files.sort()) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}
