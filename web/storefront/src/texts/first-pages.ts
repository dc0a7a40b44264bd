import type { Catalog } from './english-catalog.ts';

type Words = Pick<Catalog, 'texts' | 'payments' | 'recovery' | 'subscription' | 'account'>;

export interface FirstPage {
  title: string;
  /** On a phone, the largest text of the page, so that the page is there when it is. */
  lead?: string;
}

/** By path: what is true before anything is known of the customer. */
export function firstPages({ texts, payments, recovery, subscription, account }: Words): Record<string, FirstPage> {
  const { plans, users } = texts;
  return {
    '/': { title: plans.title, lead: plans.lead },
    '/plans': { title: plans.title, lead: plans.lead },
    '/subscription': { title: subscription.title, lead: subscription.lead },
    '/payments': { title: payments.list.title, lead: payments.list.lead },
    '/payments/return': { title: payments.outcome.title },
    '/account': { title: account.title, lead: account.lead },
    '/sign-in': { title: users.signInTitle },
    '/sign-up': { title: users.signUpTitle },
    '/forgot-password': { title: recovery.request.title },
    '/reset-password': { title: recovery.reset.title },
    '/password-changed': { title: recovery.reset.doneTitle },
    '/confirm-email': { title: recovery.confirm.title },
  };
}
