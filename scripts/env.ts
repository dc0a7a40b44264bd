import { readFileSync } from 'node:fs';
import { variableNames } from '../src/environment/environment.ts';

// Reports where the variables in .env.example and docs/operating.md differ from those that src/environment/environment.ts names.
const lines = readFileSync('.env.example', 'utf8').split('\n');
const named = lines.flatMap((line, index) => {
  const [, name] = /^#([A-Z][A-Z0-9_]*)=/.exec(line) ?? [];
  return name ? [{ name, hasMeaning: /^# \S/.test(lines[index - 1] ?? '') }] : [];
});
const names = new Set(named.map(({ name }) => name));
const manual = readFileSync('docs/operating.md', 'utf8');
const isInManual = (name: string) => manual.includes(`\`${name}\``);

const faults = [
  ...variableNames.filter((name) => !names.has(name)).map((name) => `.env.example does not name ${name}`),
  ...named
    .filter(({ name }) => !variableNames.includes(name))
    .map(({ name }) => `src/environment/environment.ts does not name ${name}`),
  ...named.filter(({ hasMeaning }) => !hasMeaning).map(({ name }) => `.env.example does not explain ${name}`),
  ...variableNames.filter((name) => !isInManual(name)).map((name) => `docs/operating.md does not name ${name}`),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
