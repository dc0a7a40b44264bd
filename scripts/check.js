// `npm run check`: runs every check:* script of package.json, also after one has failed. Exits with 1 if any failed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const failed = Object.keys(scripts)
  .filter((name) => name.startsWith('check:'))
  .filter((name) => {
    const startedAt = Date.now();
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', name], {
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    if (status !== 0) console.log(`${stdout}${stderr}`.trim());
    return status !== 0;
  });
if (failed.length > 0) {
  const fixes = failed.map((name) => name.replace('check:', 'fix:')).filter((name) => name in scripts);
  if (fixes.length > 0) console.log(`\nTry: ${fixes.map((name) => `npm run ${name}`).join(', ')}`);
  process.exitCode = 1;
}
