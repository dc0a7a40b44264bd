import { escapeHtml } from '../mail/safe-text.ts';
import { type Shop } from '../shop/shop.ts';
import { type FirstTexts, fill } from './first-texts.ts';

/** The fields of the storefront's query that are shown before scripts run. */
export interface ShownPlan {
  id: string;
  code: string;
  name: string;
  description: string;
  price: string;
  pricePaisa: number;
  durationDays: number;
  trialDays: number | null;
}

const rupees = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * The page as the storefront renders it first, so that nothing moves when it does. A test compares the two. Without
 * scripts, nothing of it can be clicked in vain: buttons are plain text.
 */
export function pageMarkup(texts: FirstTexts, shop: Shop, path: string, plans: readonly ShownPlan[] | null): string {
  return `<a href="#content" class="skip">${escapeHtml(texts.skipToContent)}</a>${header(texts, shop, path)}<main id="content" class="container" tabindex="-1">${plans ? plansPage(texts, plans) : loadingPage(texts, path)}</main>${footer(texts, shop)}`;
}

export function iconUrlOf({ logoUrl }: Shop): string {
  return logoUrl ?? '/shop/icon.svg';
}

export function nameOf(shop: Shop, texts: FirstTexts): string {
  return shop.givenName ?? texts.shop;
}

function header(texts: FirstTexts, shop: Shop, path: string): string {
  const links = texts.navigation.map(([href, label]) => {
    const current = (path === '/' ? '/plans' : path) === href ? ' aria-current="page"' : '';
    return `<li><a href="${href}"${current}>${escapeHtml(label)}</a></li>`;
  });
  return `<header class="top"><div class="container"><a href="/" class="site"><img src="${escapeHtml(iconUrlOf(shop))}" alt="" class="logo" height="28"><span>${escapeHtml(nameOf(shop, texts))}</span></a><nav aria-label="${escapeHtml(texts.pagesLabel)}" class="pages"><ul>${links.join('')}</ul></nav><nav aria-label="${escapeHtml(texts.accountLabel)}" class="account"><ul><li class="name">&nbsp;</li></ul></nav><div class="language"><span class="link">${escapeHtml(texts.otherLanguage)}</span></div></div></header>`;
}

function plansPage(texts: FirstTexts, plans: readonly ShownPlan[]): string {
  const none = plans.length === 0 ? `<p>${escapeHtml(texts.none)}</p>` : '';
  return `<h1 tabindex="-1">${escapeHtml(texts.pages['/plans']?.title ?? '')}</h1><p class="lead" role="status">${escapeHtml(texts.lead)}</p>${none}<div class="plans">${plans.map((plan) => planCard(texts, plan)).join('')}</div>`;
}

function planCard(texts: FirstTexts, plan: ShownPlan): string {
  const { code, name, durationDays } = plan;
  const length = lengthOf(texts, durationDays);
  const perDay = fill(texts.perDay, 'price', inRupees(plan.pricePaisa / 100 / durationDays));
  const buy = fill(texts.buy, 'plan', name);
  const id = escapeHtml(`plan-${code}`);
  return `<article class="plan" aria-labelledby="${id}"><header><h2 id="${id}">${escapeHtml(name)}</h2></header><p class="price">${inRupees(Number(plan.price))}</p><p class="length">${escapeHtml(length)} <small>${escapeHtml(perDay)}</small></p><p class="description">${escapeHtml(plan.description)}</p><p class="start">${escapeHtml(texts.startsAtOnce)}</p><div class="buy"><span class="button">${escapeHtml(buy)} <small>${escapeHtml(texts.withKhalti)}</small></span></div>${trialLink(texts, plan)}</article>`;
}

function trialLink(texts: FirstTexts, { id, trialDays }: ShownPlan): string {
  if (!trialDays) return '';
  const label = escapeHtml(fill(texts.trial, 'days', lengthOf(texts, trialDays)));
  return `<a href="/trial?plan=${escapeHtml(id)}" class="trial">${label}</a>`;
}

function lengthOf(texts: FirstTexts, days: number): string {
  return days === 1 ? texts.day : fill(texts.days, 'count', String(days));
}

/** As `web/storefront/src/app/loading-page.tsx` shows it. */
function loadingPage(texts: FirstTexts, path: string): string {
  const { title, lead } = texts.pages[path] ?? {};
  const heading = title === undefined ? '' : `<h1 tabindex="-1">${escapeHtml(title)}</h1>`;
  const first = lead === undefined ? '' : `<p class="lead">${escapeHtml(lead)}</p>`;
  return `${heading}${first}<div class="skeletons page" aria-busy="true"><span class="for-screen-readers">${escapeHtml(texts.loading)}</span><div class="skeleton"></div></div>`;
}

function footer(texts: FirstTexts, shop: Shop): string {
  return `<footer class="bottom"><div class="container">${contactLines(texts, shop)}<p>${escapeHtml(texts.footer)}</p></div></footer>`;
}

/** As `web/storefront/src/app/footer.tsx` shows them. */
function contactLines({ contact }: FirstTexts, shop: Shop): string {
  const who = [shop.givenName, shop.address, shop.pan === null ? null : `${contact.pan} ${shop.pan}`];
  const reach = [
    link(contact.write, shop.email, (email) => `mailto:${email}`),
    link(contact.call, shop.phone, (phone) => `tel:${phone.replace(/[^+\d]/g, '')}`),
  ];
  const rules = [
    shop.termsUrl && anchor(shop.termsUrl, contact.terms),
    shop.privacyUrl && anchor(shop.privacyUrl, contact.privacy),
    shop.refundsUrl && anchor(shop.refundsUrl, contact.refunds),
  ];
  const lines = [who.map((one) => one && escapeHtml(one)), reach, rules];
  return lines
    .map((parts) => parts.filter((one) => one !== null).map((one) => `<span>${one}</span>`))
    .filter((parts) => parts.length > 0)
    .map((parts) => `<p class="parts">${parts.join('')}</p>`)
    .join('');
}

function link(label: string, value: string | null, href: (value: string) => string): string | null {
  return value === null ? null : `${escapeHtml(label)}: ${anchor(href(value), value)}`;
}

function anchor(href: string, label: string): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;
}

function inRupees(amount: number): string {
  return `Rs ${rupees.format(amount)}`;
}
