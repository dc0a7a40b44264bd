import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { type FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import { type Config } from '../config.ts';

/** The Content-Security-Policy for Apollo Sandbox, which loads from Apollo's hosts and uses inline scripts. */
export const SANDBOX_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' https://*.apollographql.com",
  "style-src 'self' 'unsafe-inline' https://*.apollographql.com https://fonts.googleapis.com",
  "font-src 'self' https://fonts.gstatic.com",
  "img-src 'self' data: https://*.apollographql.com",
  "manifest-src 'self' https://*.apollographql.com",
  "connect-src 'self' https://*.apollographql.com",
  "frame-src 'self' https://*.apollographql.com",
].join('; ');

/** Adds helmet's headers to every response. They are composed once; helmet composes them for each response. */
export function addSecurityHeaders(http: FastifyInstance, { publicUrl, hsts }: Config): void {
  const isSecure = publicUrl.startsWith('https:');
  const ofPages = compose({
    contentSecurityPolicy: { directives: policyOfPages(isSecure) },
    strictTransportSecurity: false,
  });
  const ofData = compose({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: false,
    // These concern pages, or browsers that are no longer in use.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  if (isSecure && hsts !== null) {
    for (const headers of [ofPages, ofData]) headers['strict-transport-security'] = hsts;
  }
  http.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.method === 'POST' ? ofData : ofPages);
    done();
  });
}

/**
 * The Content-Security-Policy of the storefront: its own files, the one style of the shop, the logo where the shop has put
 * it, and the host of the script that counts visits.
 */
export function policyOfStorefront(
  { publicUrl, shop }: Config,
  styleHash: string,
  analyticsScriptUrl: string | null,
): string {
  const directives = policyOfPages(publicUrl.startsWith('https:'));
  const logo = shop.logoFile === null && shop.logoUrl !== null ? [new URL(shop.logoUrl).origin] : [];
  const analytics = analyticsScriptUrl === null ? [] : [new URL(analyticsScriptUrl).origin];
  directives.styleSrc.push(styleHash);
  directives.scriptSrc.push(...analytics);
  directives.connectSrc.push(...analytics);
  directives.imgSrc.push(...logo, ...analytics);
  const composed = compose({ contentSecurityPolicy: { directives }, strictTransportSecurity: false });
  return String(composed['content-security-policy']);
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
