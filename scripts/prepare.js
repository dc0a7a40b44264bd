// Runs before everything that runs from dist/: sees to the right Node, and builds what has changed. Plain JavaScript for
// any Node, because it is what says that another one is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buildWeb } from './build-web.js';

const LEAST_NODE = 24;

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < LEAST_NODE) {
  fail(
    `This needs Node ${LEAST_NODE} and found ${process.versions.node}. The package "node" brings it along: run "npm ci"` +
      ' with install scripts allowed, and start through npm.',
  );
}

const compiler = 'node_modules/typescript/bin/tsc';
if (existsSync(compiler)) {
  // Incremental: a fraction of a second when nothing has changed.
  const compiled = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  if (compiled.status !== 0) fail('The sources do not compile.');
} else if (!existsSync('dist/src/main.js')) {
  fail('There is nothing compiled here. Run "npm run build" where the development packages are installed.');
}
if (!buildWeb()) fail('The storefront does not build.');
