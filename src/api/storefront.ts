import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance } from 'fastify';

// Relative to the compiled file, and to the source file in tests and `npm run dev`.
const places = ['../../web/storefront', '../../dist/web/storefront'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

// The storefront's pages; a test compares them with its routes.
const pages = new Set([
  '/',
  '/plans',
  '/subscription',
  '/payments',
  '/payments/return',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password',
  '/password-changed',
  '/confirm-email',
]);

/** Serves the built storefront. Browsers cache its hashed files. Other paths get its page, with status 404 if it has no such page. */
export async function serveStorefront(http: FastifyInstance): Promise<void> {
  const folder = places.find((place) => existsSync(`${place}${sep}index.html`) && existsSync(`${place}${sep}assets`));
  if (folder) {
    await http.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      preCompressed: true,
      setHeaders(reply, path) {
        const isHashed = path.startsWith(`${folder}${sep}assets${sep}`);
        void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  http.setNotFoundHandler(async (request, reply) => {
    const mayBePage = ['GET', 'HEAD'].includes(request.method) && !request.url.startsWith('/assets/');
    const isPage = mayBePage && request.headers.accept?.includes('text/html');
    if (isPage && folder) return reply.code(isKnownPage(request.url) ? 200 : 404).sendFile('index.html');
    const message = isPage ? 'The storefront is not built here.' : 'Nothing was found at this address.';
    return reply.code(404).send({ errors: [{ message, extensions: { code: 'NOT_FOUND', retryable: false } }] });
  });
}

/** The storefront's router ignores the case of letters, and a slash at the end. */
function isKnownPage(url: string): boolean {
  const [path = ''] = url.split(/[?#]/, 1);
  return pages.has(path === '/' ? path : path.replace(/\/$/, '').toLowerCase());
}
