import type { Catalog } from './english-catalog.ts';
import { firstPages } from './first-pages.ts';

/** What the server shows before scripts run. A text with a value keeps its place in braces: the server fills it. */
export function firstTexts(catalog: Catalog) {
  const { texts, kit } = catalog;
  const { navigation, plans } = texts;
  return {
    shop: texts.shop,
    otherLanguage: texts.otherLanguage,
    skipToContent: texts.skipToContent,
    loading: kit.loading,
    noScript: texts.contact.noScript,
    footer: texts.footer,
    contact: texts.contact,
    pagesLabel: navigation.label,
    accountLabel: navigation.account,
    navigation: [
      ['/plans', navigation.plans],
      ['/subscription', navigation.subscription],
      ['/payments', navigation.payments],
    ],
    pages: firstPages(catalog),
    notFound: texts.notFound.title,
    lead: plans.lead,
    none: plans.none,
    trial: plans.trial('{days}'),
    startsAtOnce: plans.startsAtOnce,
    buy: plans.buy('{plan}'),
    withKhalti: texts.buying.withKhalti,
    day: kit.days(1),
    days: kit.days(2).replace('2', '{count}'),
    perDay: texts.perDay('{price}'),
  };
}
