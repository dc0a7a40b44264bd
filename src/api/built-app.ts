import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

const NOTHING_FOUND = 'Nothing was found at this address.';

interface BuiltApp {
  /** Its folder in `web/`. */
  name: string;
  /** For the person who opens it where it is not built. */
  title: string;
  /** Whether the app has a page at this path, below the prefix of `http`. */
  hasPage(path: string): boolean;
  /** Sends its page, which is not the same for every path. Without it, `index.html` is sent. */
  send?(request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply>;
}

/** Serves an app that was built from `web/`. Browsers cache its hashed files. Other paths get its page, with status 404 if it has no such page. */
export async function serveBuiltApp(http: FastifyInstance, { name, title, hasPage, send }: BuiltApp): Promise<void> {
  const folder = folderOf(name);
  if (folder) {
    await http.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      preCompressed: true,
      // What stands beside the assets was written for the server.
      ...(send && { index: false, allowedPath: (path) => path.startsWith('/assets/') }),
      setHeaders(reply, path) {
        const isHashed = path.startsWith(`${folder}${sep}assets${sep}`);
        void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  http.setNotFoundHandler(async (request, reply) => {
    const path = pathBelow(http.prefix, request);
    const isKnown = hasPage(path);
    const isPage = mayBePage(request, isKnown) && !path.startsWith('/assets/');
    if (isPage && folder) {
      void reply.code(isKnown ? 200 : 404);
      return send ? send(request, reply, path) : reply.sendFile('index.html', folder);
    }
    return answerNotFound(reply, isPage ? `${title} is not built here.` : NOTHING_FOUND);
  });
}

export function answerNotFound(reply: FastifyReply, message = NOTHING_FOUND): FastifyReply {
  return reply.code(404).send({ errors: [{ message, extensions: { code: 'NOT_FOUND', retryable: false } }] });
}

/** Where an app was built to. Relative to the compiled file, and to the source file in tests and `npm run dev`. */
export function folderOf(name: string): string | undefined {
  const places = ['../../web/', '../../dist/web/'].map((path) => fileURLToPath(new URL(path + name, import.meta.url)));
  return places.find((place) => existsSync(`${place}${sep}index.html`) && existsSync(`${place}${sep}assets`));
}

/** Without a slash at the end, in lower case: the routers of the apps ignore both. */
function pathBelow(prefix: string, { url }: FastifyRequest): string {
  const [path = ''] = url.slice(prefix.length).split(/[?#]/, 1);
  return path.replace(/\/$/, '').toLowerCase() || '/';
}

/** A client that takes anything, such as curl, gets the pages that there are. */
function mayBePage({ method, headers: { accept = '*/*' } }: FastifyRequest, isKnown: boolean): boolean {
  const takesPages = accept.includes('text/html') || (isKnown && accept.includes('*/*'));
  return ['GET', 'HEAD'].includes(method) && takesPages;
}
