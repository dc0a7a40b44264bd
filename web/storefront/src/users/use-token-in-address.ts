import { useEffect, useState } from 'react';

/** Kept apart from the page, which begins anew once it is known who is signed in. */
const held = new Map<string, string>();

/** The token of the link that led to this page. It leaves the address bar, and with it the history, at once. */
export function useTokenInAddress(): string {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    const take = () => {
      setToken(takeToken());
      window.history.replaceState(window.history.state, '', window.location.pathname);
    };
    take();
    // Another link for the same page, pasted over this one, loads nothing anew.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return token;
}

function takeToken(): string {
  const { hash, pathname } = window.location;
  const token = new URLSearchParams(hash.slice(1)).get('token');
  if (token) held.set(pathname, token);
  return held.get(pathname) ?? '';
}
