import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { type Config } from '../config.ts';
import { folderOf } from './built-app.ts';
import { type CheckedOperations } from './checked-operations.ts';
import { type CompiledOperations } from './compiled-operations.ts';
import { TrustedDocuments } from './trusted-documents.ts';

/** Those of `TRUSTED_DOCUMENTS` and of the storefront, compiled. Throws an `Error` that names what does not fit. */
export function loadTrustedDocuments(
  { isProduction, hasStorefront, trustedDocuments, trustedDocumentsOnly }: Config,
  checked: CheckedOperations,
  compiled: CompiledOperations,
): TrustedDocuments {
  const trusted = new TrustedDocuments(isProduction && trustedDocumentsOnly);
  const ofStorefront = join(folderOf('storefront') ?? '', 'trusted-documents.json');
  for (const file of trustedDocuments) trusted.add(file);
  const fromFiles = [...trusted.texts];
  if (hasStorefront && existsSync(ofStorefront)) trusted.add(ofStorefront);
  const faults = fromFiles.flatMap((text) => faultsOf(text, checked));
  if (faults.length > 0) throw new Error(`TRUSTED_DOCUMENTS does not fit this server:\n${faults.join('\n')}`);
  for (const text of fromFiles) compiled.keep(text);
  return trusted;
}

function faultsOf(text: string, checked: CheckedOperations): string[] {
  try {
    const errors = validate(checked.schema, parse(text));
    if (errors.length > 0) return errors.map(({ message }) => `  - ${firstLine(text)}: ${message}`);
    checked.check(text);
    return [];
  } catch (error) {
    return [`  - ${firstLine(text)}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 80) ?? '';
}
