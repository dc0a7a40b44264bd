import { type FastifyInstance } from 'fastify';
import { type Config } from '../config.ts';
import { answerNotFound, serveBuiltApp } from './built-app.ts';

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

/** The customers' pages; none with `STOREFRONT=off`. */
export async function serveStorefront(http: FastifyInstance, { hasStorefront }: Config): Promise<void> {
  if (!hasStorefront) return void http.setNotFoundHandler((_request, reply) => answerNotFound(reply));
  return serveBuiltApp(http, { name: 'storefront', title: 'The storefront', hasPage: (path) => pages.has(path) });
}
