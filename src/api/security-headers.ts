import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { type FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import { type Config } from '../config.ts';

/** Puts helmet's headers on every answer: written once, because helmet itself would compose them for each anew. */
export function addSecurityHeaders(http: FastifyInstance, { publicUrl }: Config): void {
  const isSecure = publicUrl.startsWith('https:');
  const ofPages = compose({
    contentSecurityPolicy: { directives: policyOfPages(isSecure) },
    strictTransportSecurity: isSecure,
  });
  const ofData = compose({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: isSecure,
    // These are about what a browser does with a page, or are for browsers that nobody has any more.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  http.addHook('onRequest', (request, reply, done) => {
    // What is posted is never answered with a page.
    void reply.headers(request.method === 'POST' ? ofData : ofPages);
    done();
  });
}

function compose(options: HelmetOptions): Record<string, string> {
  const composed = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(composed.req, composed, () => {});
  return Object.fromEntries(Object.entries(composed.getHeaders()).map(([name, value]) => [name, String(value)]));
}

function policyOfPages(isSecure: boolean) {
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    upgradeInsecureRequests: isSecure ? [] : null,
  };
}
