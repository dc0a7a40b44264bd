import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from './context.ts';

/**
 * Keeps pages of the internet away from a developer's simulator. A page may reach it under a name of its own that resolves
 * to 127.0.0.1 (DNS rebinding), or send a form to it. Scripts and servers send no Origin.
 */
export function refuseForeignPages(app: FastifyInstance, context: Context, allowedHosts: readonly string[]): void {
  app.addHook('onRequest', async (request, reply) => {
    const name = hostnameOf(`http://${request.headers.host}`);
    const isOwnName = isLoopback(name) || name === hostnameOf(context.url()) || allowedHosts.includes(name);
    if (!isOwnName) {
      return reply
        .code(403)
        .send({ error: 'This host name is not allowed. Use localhost, or set SIMULATOR_ALLOWED_HOSTS.' });
    }
    const path = request.routeOptions.url ?? '';
    const mayBeForeign = path.startsWith('/api/') && context.settings.values.allowsBrowsers;
    if (!mayBeForeign && isOfForeignPage(request, path.startsWith('/simulator/'))) {
      return reply.code(403).send({ error: "Other sites' pages must not use this." });
    }
  });
}

/** Other pages may open pages here, such as the payment page, but must not read or change anything. */
function isOfForeignPage({ method, headers }: FastifyRequest, isControl: boolean): boolean {
  const { host, origin } = headers;
  const isForeignOrigin = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
  const isReading = method === 'GET' || method === 'HEAD';
  if (!isControl) return isForeignOrigin && !isReading;
  // Browsers send no Origin with an image or a script of another page, but these two.
  const site = headers['sec-fetch-site'] ?? 'none';
  const isOpenedByPerson = isReading && headers['sec-fetch-mode'] === 'navigate';
  return isForeignOrigin || !(site === 'none' || site === 'same-origin' || isOpenedByPerson);
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
}
