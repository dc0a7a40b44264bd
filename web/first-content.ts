import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InMemoryCache } from '@apollo/client';
import { type DocumentNode, print } from 'graphql';
import { type Plugin } from 'vite';
import type { Catalog } from './storefront/src/texts/english-catalog.ts';
import { firstTexts } from './storefront/src/texts/first-texts.ts';

const catalogs = { en: 'english-catalog', ne: 'nepali-catalog' };

/** Writes what the server needs to show the first content of a page: texts in each language, and the query for the plans. */
export function firstContent(sources: string): Plugin {
  return {
    name: 'first-content',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const texts: Record<string, object> = {};
      for (const [language, name] of Object.entries(catalogs)) {
        const { catalog } = (await load(sources, `texts/${name}.ts`)) as { catalog: Catalog };
        const file = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${name}.ts`));
        if (!file) throw new Error(`${name} is not a file of its own.`);
        texts[language] = { ...firstTexts(catalog), catalogFile: file.fileName };
      }
      const { PlansDocument } = (await load(sources, 'gql/graphql.ts')) as { PlansDocument: DocumentNode };
      // As Apollo Client's cache asks: with the name of each type.
      const plansQuery = print(new InMemoryCache().transformDocument(PlansDocument));
      this.emitFile({ type: 'asset', fileName: 'first-content.json', source: JSON.stringify({ texts, plansQuery }) });
    },
  };
}

function load(sources: string, file: string): Promise<unknown> {
  return import(pathToFileURL(join(sources, file)).href);
}
