import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { assertValidSchema, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildAdminSchema } from '../src/admin/schema.ts';
import { buildSchema } from '../src/api/schema.ts';

// Writes schema.graphql and admin.graphql from the code. With --check it writes nothing, and fails if a file is out of date.
// TypeGraphQL shares metadata between schemas, so --check builds them in both orders.
const builders: [file: string, build: () => GraphQLSchema][] = [
  ['schema.graphql', buildSchema],
  ['admin.graphql', buildAdminSchema],
];
const isCheck = process.argv.includes('--check');
const isReversed = process.argv.includes('--reversed');
for (const [file, build] of isReversed ? builders.toReversed() : builders) {
  const schema = build();
  assertValidSchema(schema);
  const printed = `# Generated from the code by "npm run fix:schema".\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
  if (!isCheck) writeFileSync(file, printed);
  else if (readFileSync(file, 'utf8') !== printed) {
    console.error(`${file} is out of date${isReversed ? ' if it is built last' : ''}. Run: npm run fix:schema`);
    process.exitCode = 1;
  }
}
if (isCheck && !isReversed && !process.exitCode) {
  const reversed = [...process.execArgv, String(process.argv[1]), '--check', '--reversed'];
  process.exitCode = spawnSync(process.execPath, reversed, { stdio: 'inherit' }).status ?? 1;
}
