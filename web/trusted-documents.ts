import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InMemoryCache } from '@apollo/client';
import { type DocumentNode, print } from 'graphql';
import { type Plugin } from 'vite';

const WRITTEN_OUT = /\/\* GraphQL \*\/\s*`([^`]*)`/g;

/** Writes the list of the operations that an app sends, exactly as it sends them, for servers that answer no others. */
export function trustedDocuments(sources: string): Plugin {
  const texts = new Set<string>();
  return {
    name: 'trusted-documents',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      const generated: unknown = await import(pathToFileURL(join(sources, 'gql/graphql.ts')).href);
      // Apollo Client's cache asks for the name of each type too.
      const cache = new InMemoryCache();
      for (const [name, document] of Object.entries(generated as Record<string, DocumentNode>)) {
        if (name.endsWith('Document')) texts.add(print(cache.transformDocument(document)));
      }
    },
    transform(code, id) {
      if (!id.startsWith(sources)) return;
      for (const [, text = ''] of code.matchAll(WRITTEN_OUT)) texts.add(text);
    },
    generateBundle() {
      const manifest = Object.fromEntries([...texts].map((text) => [hashOf(text), text]));
      this.emitFile({ type: 'asset', fileName: 'trusted-documents.json', source: JSON.stringify(manifest, null, 2) });
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
