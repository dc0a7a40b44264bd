import { type FastifyInstance } from 'fastify';
import { type Config } from '../config.ts';
import { Forbidden } from '../errors.ts';

/**
 * Outside production, answers only under names of this machine and configured ones. Otherwise a page on the internet could
 * reach this server through a name of its own that resolves to 127.0.0.1 (DNS rebinding).
 */
export function refuseForeignHosts(http: FastifyInstance, { isProduction, publicUrl, allowedHosts }: Config): void {
  if (isProduction) return;
  const allowed = new Set([new URL(publicUrl).hostname, ...allowedHosts]);
  http.addHook('onRequest', (request, _reply, done) => {
    const name = nameOf(request.headers.host ?? '');
    if (allowed.has(name) || isLoopback(name)) return done();
    done(new Forbidden('This name is not allowed outside production. Use localhost, or set ALLOWED_HOSTS.'));
  });
}

function nameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
}
