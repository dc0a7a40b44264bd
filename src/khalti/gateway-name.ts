const SANDBOX = 'dev.khalti.com';
const PRODUCTION = 'khalti.com';
const USUAL_PATH = '/api/v2';

/**
 * Which Khalti a base URL leads to. Only sandbox and real money differ among Khalti's own hosts, because Khalti has moved
 * its sandbox before, and payments must not be lost over that. Of another host, a simulator's, it is host, port and path.
 * The key plays no part: a merchant who replaces it keeps all payments.
 */
export function gatewayName(baseUrl: string): string {
  const { host, hostname, pathname } = new URL(baseUrl);
  if (/^(dev|a|test[a-z-]*)\.khalti\.com$/.test(hostname)) return SANDBOX;
  if (/(^|\.)khalti\.com$/.test(hostname)) return PRODUCTION;
  const path = pathname.replace(/\/+$/, '');
  return path === USUAL_PATH ? host : `${host}${path}`;
}
