type Name = 'confirmEmail' | 'resetPassword' | 'plans' | 'subscription' | 'payment';

/** Where the links in mails to customers go. */
export interface MailLinks {
  confirmEmail(token: string): string;
  resetPassword(token: string): string;
  plans: string;
  subscription: string;
  payment(pidx: string | null): string;
}

export function mailLinks(templates: Record<Name, string>): MailLinks {
  const fill = (name: Name, word: string, value: string) =>
    templates[name].replaceAll(`{${word}}`, encodeURIComponent(value));
  return {
    confirmEmail: (token) => fill('confirmEmail', 'token', token),
    resetPassword: (token) => fill('resetPassword', 'token', token),
    plans: templates.plans,
    subscription: templates.subscription,
    payment: (pidx) => fill('payment', 'pidx', pidx ?? ''),
  };
}
