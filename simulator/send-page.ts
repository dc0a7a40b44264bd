import type { FastifyReply } from 'fastify';
import type { Html } from './html.ts';

// `form-action` allows every site, because browsers apply it to redirects after a form, and the merchant's return_url
// can redirect anywhere.
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'";

export function sendPage(reply: FastifyReply, page: Html, policy = POLICY): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': policy,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .send(`<!doctype html>\n${page.text}\n`);
}
