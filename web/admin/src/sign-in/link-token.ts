/** The token of a link, which is in the fragment: browsers do not send that to servers. */
export function linkToken(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '';
}

/** The link has been used: a reload must not offer it again. */
export function forgetLinkToken(): void {
  window.history.replaceState(null, '', window.location.pathname);
}
