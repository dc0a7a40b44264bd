import type { FastifyInstance } from 'fastify';

/**
 * Keeps pages of the internet away from a developer's simulator. A page may reach it under a name of its own that resolves
 * to 127.0.0.1 (DNS rebinding), or send a form to it. Scripts and servers send no Origin.
 */
export function refuseForeignPages(app: FastifyInstance, url: () => string, allowedHosts: readonly string[]): void {
  app.addHook('onRequest', async ({ method, headers: { host = '', origin } }, reply) => {
    const name = hostnameOf(`http://${host}`);
    const isOwnName = isLoopback(name) || name === hostnameOf(url()) || allowedHosts.includes(name);
    if (!isOwnName) {
      return reply
        .code(403)
        .send({ error: 'This host name is not allowed. Use localhost, or set SIMULATOR_ALLOWED_HOSTS.' });
    }
    const isOwnPage = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
    if (!isOwnPage && method !== 'GET' && method !== 'HEAD') {
      return reply.code(403).send({ error: "Other sites' pages must not change anything here." });
    }
  });
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
}
