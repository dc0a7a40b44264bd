import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type FastifyInstance } from 'fastify';
import { type Config } from '../config.ts';

// From the sources, and from the compiled program.
const EXAMPLES = ['../../examples.graphql', '../../../examples.graphql'];
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
].join('; ');

interface Tab {
  query: string;
  variables?: string;
}

/** GraphiQL, outside production: an explorer that needs no internet, with every example in a tab. */
export function serveGraphiql(http: FastifyInstance, { isProduction }: Config): void {
  if (isProduction) return;
  let page: Promise<string> | undefined;
  http.get('/graphiql', async (_request, reply) => {
    page ??= renderPage();
    return reply
      .header('content-security-policy', POLICY)
      .type('text/html; charset=utf-8')
      .send(await page);
  });
}

async function renderPage(): Promise<string> {
  // It has 9 MB, which only this page needs.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const options = {
    title: 'GraphiQL',
    endpoint: '/graphql',
    subscriptionsEndpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: tabsOf(await readExamples()),
  };
  return renderGraphiQL(options as Parameters<typeof renderGraphiQL>[0]);
}

async function readExamples(): Promise<string> {
  const places = EXAMPLES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const file = places.find((place) => existsSync(place));
  return file === undefined ? '' : readFile(file, 'utf8');
}

/** One for each operation, with the comment above it. A comment in braces is its variables. */
function tabsOf(examples: string): Tab[] {
  const operations = examples.split(/(?<=^})\n+/m).filter((text) => /^(query|mutation|subscription) /m.test(text));
  return operations.map((text) => {
    const lines = text
      .slice(text.lastIndexOf('\n\n') + 1)
      .trim()
      .split('\n');
    const isVariables = (line: string) => line.startsWith('# {');
    const variables = lines.find(isVariables)?.slice(2);
    return { query: lines.filter((line) => !isVariables(line)).join('\n'), ...(variables && { variables }) };
  });
}
