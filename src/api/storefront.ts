import { type FastifyInstance } from 'fastify';
import { serveBuiltApp } from './built-app.ts';

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

/** The customers' pages. */
export function serveStorefront(http: FastifyInstance): Promise<void> {
  return serveBuiltApp(http, { name: 'storefront', title: 'The storefront', hasPage: (path) => pages.has(path) });
}
