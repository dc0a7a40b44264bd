import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../src/api/schema.ts';

// Writes schema.graphql from the code. With --check it writes nothing, and fails if the file is out of date.
const file = 'schema.graphql';
const printed = `# Generated from the code by "npm run fix:schema".\n\n${printSchema(lexicographicSortSchema(buildSchema()))}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, printed);
} else if (readFileSync(file, 'utf8') !== printed) {
  console.error(`${file} is out of date. Run: npm run fix:schema`);
  process.exit(1);
}
