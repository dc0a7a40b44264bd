// Runs before every command that uses dist/: checks the version of Node, and builds what has changed. Plain JavaScript,
// so that an old Node can run it and print what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { buildWeb } from './build-web.js';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const [minNode] = dependencies.node.split('.');

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < Number(minNode)) {
  fail(
    `This program needs Node ${minNode}, and this is Node ${process.versions.node}. The package "node" contains it: run` +
      ' "npm ci" with install scripts allowed, then start with npm.',
  );
}

const compiler = 'node_modules/typescript/bin/tsc';
if (existsSync(compiler)) {
  const compiled = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  if (compiled.status !== 0) fail('The source code does not compile. See the errors above.');
} else if (!existsSync('dist/src/main.js')) {
  fail('The program is not compiled. Run "npm run build" with the development packages installed.');
}
if (!buildWeb())
  fail(
    'The storefront is not built. See the errors above, or run "npm run build" with the development packages installed.',
  );
