import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance } from 'fastify';

// Beside this file once compiled; where the tests and `npm run dev` run from the sources, in dist/.
const places = ['../../web', '../../dist/web'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/**
 * Serves the built storefront: hashed files for ever, its one page never from a cache. Every address that a browser
 * asks for as a page is the storefront's to route; anything else that is unknown is not found.
 */
export async function serveStorefront(http: FastifyInstance): Promise<void> {
  const folder = places.find((place) => existsSync(`${place}${sep}index.html`) && existsSync(`${place}${sep}assets`));
  if (folder) {
    await http.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      // Compressed when it was built, and better than there would be time for now.
      preCompressed: true,
      setHeaders(reply, path) {
        const isHashed = path.startsWith(`${folder}${sep}assets${sep}`);
        void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  http.setNotFoundHandler(async (request, reply) => {
    const isAddressOfPage = ['GET', 'HEAD'].includes(request.method) && !request.url.startsWith('/assets/');
    const isPage = isAddressOfPage && request.headers.accept?.includes('text/html');
    if (isPage && folder) return reply.sendFile('index.html');
    const message = isPage ? 'The storefront is not built here.' : 'There is nothing at this address.';
    return reply.code(404).send({ errors: [{ message, extensions: { code: 'NOT_FOUND', retryable: false } }] });
  });
}
