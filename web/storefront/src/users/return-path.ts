import { paths } from '../app/paths.ts';

/** Where to go after sign-in. Must stay on this site: anyone can write the address. */
export function returnPath(search: string): string {
  const next = new URLSearchParams(search).get('next');
  const { origin } = window.location;
  if (!next || !URL.canParse(next, origin)) return paths.plans;
  const url = new URL(next, origin);
  // A path that starts with two slashes is an address of another site.
  const isOnThisSite = url.origin === origin && !url.pathname.startsWith('//');
  return isOnThisSite ? url.pathname + url.search : paths.plans;
}
