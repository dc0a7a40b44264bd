import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Plugin } from 'vite';

const CALL = /graphql\(\s*`([^`]*)`,?\s*\)/g;
const OPERATION = /^\s*(query|mutation|subscription|fragment) (\w+)/;

/**
 * Writes each generated document into the file that uses it. Without this, the documents of all pages would be one module,
 * which the first page loads.
 */
export function inlineDocuments(sources: string): Plugin {
  let documents: Record<string, unknown> = {};
  return {
    name: 'inline-documents',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      const generated: unknown = await import(pathToFileURL(join(sources, 'gql/graphql.ts')).href);
      documents = generated as Record<string, unknown>;
    },
    transform(code, id) {
      if (!id.startsWith(sources) || id.includes('/gql/')) return null;
      return code.replace(CALL, (_call, source: string) => `(${JSON.stringify(documentOf(documents, source))})`);
    },
  };
}

function documentOf(documents: Record<string, unknown>, source: string): unknown {
  const [, kind, name] = OPERATION.exec(source) ?? [];
  const document = documents[`${name}${kind === 'fragment' ? 'FragmentDoc' : 'Document'}`];
  if (!document)
    throw new Error(`There is no generated document for: ${source.slice(0, 60)}. Run "npm run fix:codegen".`);
  return document;
}
