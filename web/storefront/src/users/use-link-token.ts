import { useEffect, useState } from 'react';

/** Outside the page: its state is discarded when the session becomes known. */
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
  if (token) tokens.set(pathname, token);
  return tokens.get(pathname) ?? '';
}
