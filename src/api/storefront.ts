import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type DocumentNode, execute, type GraphQLSchema, parse } from 'graphql';
import { type Config } from '../config.ts';
import { hashOf, shopStyle } from '../pages/shop-style.ts';
import { StorefrontPage } from '../pages/storefront-page.ts';
import { type Services } from '../services.ts';
import { answerNotFound, folderOf, serveBuiltApp } from './built-app.ts';
import { languageOf } from './language-of.ts';
import { createRequestContext } from './request-context.ts';
import { policyOfStorefront } from './security-headers.ts';
import { serveForSearch, serveShopImages } from './shop-files.ts';

// The storefront's pages; a test compares them with its routes.
const pages = new Set([
  '/',
  '/plans',
  '/subscription',
  '/payments',
  '/payments/return',
  '/buy',
  '/trial',
  '/account',
  '/account-deleted',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password',
  '/password-changed',
  '/confirm-email',
]);
// Their addresses carry a secret, which no script of another host may read.
const secret = new Set(['/reset-password', '/confirm-email']);

/** The customers' pages; none with `STOREFRONT=off`. */
export async function serveStorefront(
  http: FastifyInstance,
  config: Config,
  services: Services,
  schema: GraphQLSchema,
): Promise<void> {
  serveShopImages(http, config.shop);
  if (!config.hasStorefront) return void http.setNotFoundHandler((_request, reply) => answerNotFound(reply));
  serveForSearch(http, config);
  const folder = folderOf('storefront');
  const page = folder === undefined ? null : new StorefrontPage(folder, config.shop, config.publicUrl);
  await serveBuiltApp(http, {
    name: 'storefront',
    title: 'The storefront',
    hasPage: (path) => pages.has(path),
    ...(page && { send: pageSender(page, config, services, schema) }),
  });
}

function pageSender(page: StorefrontPage, config: Config, services: Services, schema: GraphQLSchema) {
  const { analyticsScriptUrl } = config.shop;
  const style = hashOf(shopStyle(config.shop));
  const policy = policyOfStorefront(config, style, null);
  const policyWithAnalytics = policyOfStorefront(config, style, analyticsScriptUrl);
  const query = parse(page.plansQuery);
  return async (request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> => {
    const hasAnalytics = analyticsScriptUrl !== null && !secret.has(path);
    const plans = path === '/' || path === '/plans' ? await readPlans(schema, query, services, request, reply) : null;
    const language = languageOf(request);
    const html = page.render({ path, isKnown: pages.has(path), language, plans, hasAnalytics });
    void reply
      .header('content-security-policy', hasAnalytics ? policyWithAnalytics : policy)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language, cookie')
      .type('text/html; charset=utf-8');
    reply.compress(html);
    return reply;
  };
}

type Plans = Parameters<StorefrontPage['render']>[0]['plans'];

/** Null while they cannot be read: the page asks again. */
async function readPlans(
  schema: GraphQLSchema,
  document: DocumentNode,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Plans> {
  const contextValue = createRequestContext(services, request, reply, AbortSignal.abort());
  const { data, errors } = await execute({ schema, document, contextValue });
  return errors === undefined ? ((data ?? null) as Plans) : null;
}
