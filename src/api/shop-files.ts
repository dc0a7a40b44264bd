import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { type FastifyInstance, type FastifyReply } from 'fastify';
import { type Config } from '../config.ts';
import { logoTypes, type Shop } from '../shop/shop.ts';

const HOUR = 'public, max-age=3600';
// An image, opened as a page of its own, runs nothing. Mail programs and pages of other hosts may show it.
const OF_IMAGES = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': HOUR,
};
const CLOSED = [
  '/admin',
  '/graphql',
  '/payments',
  '/receipts',
  '/subscription',
  '/reset-password',
  '/confirm-email',
  '/password-changed',
];
const INDEXED = ['/plans', '/sign-up', '/sign-in'];

/** The shop's logo and icon, which mails and receipts show too. */
export function serveShopImages(http: FastifyInstance, shop: Shop): void {
  const logo = readLogo(shop);
  if (logo) http.get(`/shop/logo${logo.end}`, (_request, reply) => sendImage(reply, logo.type, logo.content));
  const icon = iconOf(shop);
  http.get('/shop/icon.svg', (_request, reply) => sendImage(reply, String(logoTypes['.svg']), icon));
  http.get('/favicon.ico', (_request, reply) => reply.redirect(shop.logoUrl ?? '/shop/icon.svg'));
}

/** What search engines ask for. */
export function serveForSearch(http: FastifyInstance, { publicUrl }: Config): void {
  const robots = [
    'User-agent: *',
    ...CLOSED.map((path) => `Disallow: ${path}`),
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n');
  http.get('/robots.txt', (_request, reply) =>
    reply.header('cache-control', HOUR).type('text/plain; charset=utf-8').send(robots),
  );
  const sitemap = sitemapOf(publicUrl);
  http.get('/sitemap.xml', (_request, reply) =>
    reply.header('cache-control', HOUR).type('application/xml; charset=utf-8').send(sitemap),
  );
}

/** Once: what the file was when the server started. */
function readLogo({ logoFile }: Shop): { end: string; type: string; content: Buffer } | null {
  if (logoFile === null) return null;
  const end = extname(logoFile).toLowerCase();
  return { end, type: String(logoTypes[end]), content: readFileSync(logoFile) };
}

function sendImage(reply: FastifyReply, type: string, content: Buffer | string): FastifyReply {
  return reply.headers(OF_IMAGES).type(type).send(content);
}

/** The storefront's own icon, in the colour of the shop. */
function iconOf({ color: { background, text } }: Shop): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="${background}"/><path d="M10 17.2l4.4 4.3L22.5 11" fill="none" stroke="${text}" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

function sitemapOf(publicUrl: string): string {
  const urls = INDEXED.map((path) => `<url><loc>${escapeXml(publicUrl + path)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>\n`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
