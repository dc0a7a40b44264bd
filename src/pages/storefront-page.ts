import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Language, tagOf } from '../languages/language.ts';
import { escapeHtml } from '../mail/safe-text.ts';
import { type Shop } from '../shop/shop.ts';
import { type FirstContent, type FirstTexts, readFirstContent } from './first-texts.ts';
import { iconUrlOf, nameOf, pageMarkup, type ShownPlan } from './page-markup.ts';
import { shopStyle } from './shop-style.ts';

/** What one answer shows. */
interface Shown {
  /** Without a slash at the end, in lower case. */
  path: string;
  isKnown: boolean;
  language: Language;
  /** The answer to the storefront's own query. Null: it is asked from the page. */
  plans: { plans: readonly ShownPlan[] } | null;
  hasAnalytics: boolean;
}

/** The storefront's page, with the shop's face and the first content in it. */
export class StorefrontPage {
  readonly plansQuery: string;
  readonly #template: string;
  readonly #content: FirstContent;
  readonly #shop: Shop;
  readonly #publicUrl: string;
  readonly #style: string;

  constructor(folder: string, shop: Shop, publicUrl: string) {
    this.#template = stylesFirst(readFileSync(join(folder, 'index.html'), 'utf8'));
    this.#content = readFirstContent(folder);
    this.plansQuery = this.#content.plansQuery;
    this.#shop = shop;
    this.#publicUrl = publicUrl;
    this.#style = shopStyle(shop);
  }

  render(shown: Shown): string {
    const texts = this.#content.texts[shown.language];
    const data = { language: tagOf(shown.language), shop: faceOf(this.#shop), plans: shown.plans };
    const markup = pageMarkup(texts, this.#shop, shown.path, shown.plans?.plans ?? null);
    return this.#template
      .replace('<html lang="en">', `<html lang="${tagOf(shown.language)}">`)
      .replace(
        /<meta name="theme-color"[^>]*>/,
        () => `<meta name="theme-color" content="${this.#shop.color.background}">`,
      )
      .replace(/<link rel="icon"[^>]*>/, () => `<link rel="icon" href="${escapeHtml(iconUrlOf(this.#shop))}">`)
      .replace(/<title>[^<]*<\/title>/, () => this.#describe(shown, texts))
      .replace('</head>', () => `${this.#assets(shown, texts)}</head>`)
      .replace(/<noscript>.*<\/noscript>/s, () => noScript(texts, this.#shop))
      .replace('<div id="root"></div>', () => `<div id="root">${markup}</div>${dataBlock(data)}`);
  }

  #describe({ path, isKnown, language }: Shown, texts: FirstTexts): string {
    const site = nameOf(this.#shop, texts);
    const name = isKnown ? texts.pages[path]?.title : texts.notFound;
    const title = name === undefined ? site : `${name} · ${site}`;
    const isOpen = path === '/' || path === '/plans';
    const url = `${this.#publicUrl}${isOpen ? '/plans' : path}`;
    const { logoUrl } = this.#shop;
    const graph = {
      'og:type': 'website',
      'og:site_name': site,
      'og:title': title,
      'og:description': texts.lead,
      'og:url': url,
      'og:locale': `${tagOf(language)}_NP`,
      // Services that show a link read no SVG.
      ...(logoUrl !== null && extname(new URL(logoUrl).pathname) !== '.svg' ? { 'og:image': logoUrl } : {}),
    };
    const properties = Object.entries(graph).map(([property, value]) => meta('property', property, value));
    const forSearch = isOpen ? `<link rel="canonical" href="${escapeHtml(url)}">` : meta('name', 'robots', 'noindex');
    return `<title>${escapeHtml(title)}</title>${meta('name', 'description', texts.lead)}${forSearch}${properties.join('')}`;
  }

  #assets({ hasAnalytics }: Shown, { catalogFile }: FirstTexts): string {
    const analytics = hasAnalytics ? this.#shop.analyticsScriptUrl : null;
    const script = analytics === null ? '' : `<script src="${escapeHtml(analytics)}" defer></script>`;
    return `<link rel="modulepreload" fetchpriority="low" crossorigin href="/${escapeHtml(catalogFile)}"><style>${this.#style}</style>${script}`;
  }
}

/** The content is painted as soon as the styles are there. On a slow connection, scripts would take their share of it. */
function stylesFirst(html: string): string {
  const styles = html.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
  return html
    .replace(/\s*<link rel="stylesheet"[^>]*>/g, '')
    .replace('<title>', () => `${styles.join('')}<title>`)
    .replace(/<(link rel="modulepreload"|script type="module") /g, '<$1 fetchpriority="low" ');
}

/** What the storefront's scripts know of the shop. */
function faceOf(shop: Shop) {
  const { givenName: name, email, phone, address, pan, termsUrl, privacyUrl, refundsUrl } = shop;
  return { name, iconUrl: iconUrlOf(shop), email, phone, address, pan, termsUrl, privacyUrl, refundsUrl };
}

/** It is no script: nothing runs it, so the Content-Security-Policy is not asked. */
function dataBlock(data: object): string {
  return `<script type="application/json" id="first-content">${JSON.stringify(data).replaceAll('<', String.raw`\u003c`)}</script>`;
}

function noScript({ noScript, contact }: FirstTexts, { email }: Shop): string {
  const address =
    email === null
      ? ''
      : ` ${escapeHtml(contact.write)}: <a href="mailto:${escapeHtml(email)}">${escapeHtml(email)}</a>`;
  return `<noscript><p class="no-script">${escapeHtml(noScript)}${address}</p></noscript>`;
}

function meta(kind: 'name' | 'property', name: string, content: string): string {
  return `<meta ${kind}="${name}" content="${escapeHtml(content)}">`;
}
