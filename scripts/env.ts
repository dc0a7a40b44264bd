import { readFileSync } from 'node:fs';
import { variableNames } from '../src/config.ts';

// Says where .env.example and README.md name other variables than src/config.ts reads, or name one without its meaning.
const lines = readFileSync('.env.example', 'utf8').split('\n');
const named = lines.flatMap((line, index) => {
  const [, name] = /^#([A-Z][A-Z0-9_]*)=/.exec(line) ?? [];
  return name ? [{ name, meaning: /^# \S/.test(lines[index - 1] ?? '') }] : [];
});
const names = new Set(named.map(({ name }) => name));
const readme = readFileSync('README.md', 'utf8');

const faults = [
  ...variableNames.filter((name) => !names.has(name)).map((name) => `.env.example does not name ${name}`),
  ...named.filter(({ name }) => !variableNames.includes(name)).map(({ name }) => `nothing reads ${name}`),
  ...named.filter(({ meaning }) => !meaning).map(({ name }) => `.env.example does not say what ${name} means`),
  ...variableNames.filter((name) => !readme.includes(`\`${name}\``)).map((name) => `README.md does not name ${name}`),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
