import { z } from 'zod';

/** The links in mails to customers, and what each may contain. */
const PLACEHOLDERS = {
  confirmEmail: ['token'],
  resetPassword: ['token'],
  plans: [],
  subscription: [],
  payment: ['pidx'],
} as const;

export type MailLinkName = keyof typeof PLACEHOLDERS;

export type MailLinkTemplates = Record<MailLinkName, string>;

/** `MAIL_LINKS`: `name=URL`, separated by commas. The URLs contain placeholders such as `{token}`. */
export const mailLinks = z.string().transform((text, context): Partial<MailLinkTemplates> => {
  const templates: Partial<MailLinkTemplates> = {};
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [, name = '', url = ''] = /^(\w+) *= *(.*)$/.exec(entry) ?? [];
    const fault = isName(name)
      ? faultOf(name, url)
      : `has an entry that is not one of ${names().join(', ')}, with =URL`;
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
    else if (Object.hasOwn(templates, name)) context.addIssue({ code: 'custom', message: `has ${name} twice` });
    else templates[name as MailLinkName] = url;
  }
  return templates;
});

/** The pages of the storefront, for those that `MAIL_LINKS` does not name. */
export function mailLinksOf(publicUrl: string, given: Partial<MailLinkTemplates>): MailLinkTemplates {
  return {
    // Browsers do not send the fragment, so the token is in no log and no referrer.
    confirmEmail: `${publicUrl}/confirm-email#token={token}`,
    resetPassword: `${publicUrl}/reset-password#token={token}`,
    plans: `${publicUrl}/plans`,
    subscription: `${publicUrl}/subscription`,
    payment: `${publicUrl}/payments`,
    ...given,
  };
}

function isName(name: string): name is MailLinkName {
  return Object.hasOwn(PLACEHOLDERS, name);
}

function names(): string[] {
  return Object.keys(PLACEHOLDERS);
}

function faultOf(name: MailLinkName, template: string): string | null {
  const allowed: readonly string[] = PLACEHOLDERS[name];
  const used = [...template.matchAll(/\{(\w*)\}/g)].map(([, word = '']) => word);
  const unknown = used.find((word) => !allowed.includes(word));
  if (unknown !== undefined) return `has {${unknown}} in ${name}, which has no such value`;
  if (allowed.includes('token') && !used.includes('token')) return `has no {token} in ${name}`;
  const url = URL.parse(template.replaceAll(/\{\w*\}/g, 'x'));
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return `has no http(s) URL for ${name}`;
  return url.username || url.password ? `has a user in the URL for ${name}` : null;
}
