import { useEffect, useState } from 'react';

/** Outside the page: its state is discarded when the session becomes known. A reload finds the token in the tab's storage. */
const tokens = new Map<string, string>();

/** The token of the link that opened this page. Removes it from the address bar and the history. */
export function useLinkToken(): string {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    const take = () => {
      setToken(takeToken());
      window.history.replaceState(window.history.state, '', window.location.pathname);
    };
    take();
    // If another link is pasted over this one, the browser does not reload the page.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return token;
}

function takeToken(): string {
  const { hash, pathname } = window.location;
  const token = new URLSearchParams(hash.slice(1)).get('token');
  if (token) {
    tokens.set(pathname, token);
    keep(pathname, token);
  }
  return tokens.get(pathname) ?? kept(pathname) ?? '';
}

/** Call it when the link is of no more use. */
export function forgetLinkToken(pathname: string): void {
  tokens.delete(pathname);
  keep(pathname, null);
}

function kept(pathname: string): string | null {
  try {
    return sessionStorage.getItem(`link:${pathname}`);
  } catch {
    return null;
  }
}

function keep(pathname: string, token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(`link:${pathname}`);
    else sessionStorage.setItem(`link:${pathname}`, token);
  } catch {
    // The browser blocks storage: the link works until a reload.
  }
}
