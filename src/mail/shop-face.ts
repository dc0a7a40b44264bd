import { type Language } from '../languages/language.ts';
import { type Shop } from '../shop/shop.ts';
import { mailTexts } from './mail-texts.ts';
import { inOneLine, safe } from './safe-text.ts';

/** A mail to a customer: their language, and the shop that writes. */
export interface Letter {
  language: Language;
  shop: Shop;
}

/** The colour is a line, and not behind text: mail programs in dark mode change either. */
export function htmlHead({ shop }: Letter): string {
  const { logoUrl, name, color } = shop;
  const logo =
    logoUrl === null
      ? ''
      : `<img src="${safe(logoUrl)}" alt="" height="40" style="height:40px;max-width:160px;vertical-align:middle;margin-right:12px">`;
  return `<p style="margin:0 0 16px;padding:0 0 12px;border-bottom:3px solid ${color.background};font-size:18px">${logo}<b>${safe(name)}</b></p>`;
}

export function htmlFoot(letter: Letter): string {
  const { email } = letter.shop;
  const lines = linesOf(letter).map((line) => {
    const text = safe(line);
    return email === null ? text : text.replace(safe(email), `<a href="mailto:${safe(email)}">${safe(email)}</a>`);
  });
  return `<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #888;font-size:14px">${lines.join('<br>')}</p>`;
}

export function textFoot(letter: Letter): string {
  return ['-- ', ...linesOf(letter).map(inOneLine)].join('\n');
}

function linesOf({ language, shop }: Letter): string[] {
  const { writeToUs, callUs, pan } = mailTexts[language];
  const who = [shop.name, shop.address, shop.pan && `${pan} ${shop.pan}`].filter((part) => part !== null);
  const reach = [shop.email && `${writeToUs}: ${shop.email}`, shop.phone && `${callUs}: ${shop.phone}`];
  return [who.join(', '), ...reach.filter((line) => line !== null)];
}
