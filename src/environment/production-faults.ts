import { faultsOfExposure } from './database-url-faults.ts';
import { isKhaltiUrl } from './is-khalti-url.ts';

/** The simulator's key is public. */
export const SIMULATOR_KEY = 'simulator-secret-key';
const REQUIRED = [
  'PORT',
  'PUBLIC_URL',
  'DATABASE_URL',
  'KHALTI_BASE_URL',
  'KHALTI_SECRET_KEY',
  'SMTP_URL',
  'MAIL_FROM',
  'OPERATOR_EMAIL',
] as const;

type Given = Record<string, string | undefined>;
type IsFaulty = (name: string) => boolean;

/** What production requires, and outside production is a default. `isFaulty`: this variable cannot be read. */
export function faultsInProduction(given: Given, isFaulty: IsFaulty): string[] {
  return [
    ...REQUIRED.filter((name) => given[name] === undefined).map((name) => `${name} is missing`),
    ...faultsOfPublicUrl(given, isFaulty),
    ...faultsOfReturnUrls(given, isFaulty),
    ...faultsOfMailLinks(given, isFaulty),
    ...faultsOfDatabase(given, isFaulty),
    ...faultsOfAuth(given, isFaulty),
    ...faultsOfKhalti(given, isFaulty),
    ...faultsOfPageParts(given, isFaulty),
  ];
}

function faultsOfPublicUrl({ PUBLIC_URL }: Given, isFaulty: IsFaulty): string[] {
  if (!PUBLIC_URL || isFaulty('PUBLIC_URL')) return [];
  const faults = PUBLIC_URL.startsWith('https:') ? [] : ['PUBLIC_URL is not https'];
  if (new URL(PUBLIC_URL).origin !== PUBLIC_URL.replace(/\/+$/, '')) {
    faults.push('PUBLIC_URL has more than a scheme, a host and a port');
  }
  return faults;
}

function faultsOfReturnUrls({ PAYMENT_RETURN_URLS = '' }: Given, isFaulty: IsFaulty): string[] {
  if (isFaulty('PAYMENT_RETURN_URLS')) return [];
  const urls = PAYMENT_RETURN_URLS.split(',').map((url) => url.trim());
  return urls.every((url) => url === '' || url.startsWith('https:')) ? [] : ['PAYMENT_RETURN_URLS is not https'];
}

function faultsOfMailLinks({ MAIL_LINKS = '' }: Given, isFaulty: IsFaulty): string[] {
  if (isFaulty('MAIL_LINKS')) return [];
  return /=\s*http:/.test(MAIL_LINKS) ? ['MAIL_LINKS is not https'] : [];
}

function faultsOfDatabase(given: Given, isFaulty: IsFaulty): string[] {
  return ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'DATABASE_READ_URL'].flatMap((name) => {
    const url = given[name];
    return url && !isFaulty(name) ? faultsOfExposure(url).map((fault) => `${name} ${fault}`) : [];
  });
}

function faultsOfAuth(given: Given, isFaulty: IsFaulty): string[] {
  if (!given.AUTH_JWKS_URL) return given.AUTH_SECRET ? [] : ['AUTH_SECRET is missing'];
  return plainUrls(['AUTH_JWKS_URL', 'AUTH_USERINFO_URL'], given, isFaulty);
}

/** Browsers load these only over https into a page that is https. */
function faultsOfPageParts(given: Given, isFaulty: IsFaulty): string[] {
  return plainUrls(['SHOP_LOGO_URL', 'ANALYTICS_SCRIPT_URL'], given, isFaulty);
}

function plainUrls(names: string[], given: Given, isFaulty: IsFaulty): string[] {
  return names
    .filter((name) => given[name] && !isFaulty(name) && !given[name].startsWith('https:'))
    .map((name) => `${name} is not https`);
}

function faultsOfKhalti(given: Given, isFaulty: IsFaulty): string[] {
  const { KHALTI_BASE_URL, DANGEROUSLY_ALLOW_KHALTI_HOST } = given;
  const key = given.KHALTI_SECRET_KEY?.trim();
  const faults: string[] = [];
  if (key === SIMULATOR_KEY) faults.push("KHALTI_SECRET_KEY is the simulator's");
  if (key?.startsWith('Key ')) faults.push('KHALTI_SECRET_KEY begins with "Key ", which this server adds');
  if (!KHALTI_BASE_URL || isFaulty('KHALTI_BASE_URL')) return faults;
  const url = new URL(KHALTI_BASE_URL);
  if (!/\/api\/v2\/*$/.test(url.href)) faults.push('KHALTI_BASE_URL does not end in /api/v2/');
  if (!isKhaltiUrl(url) && url.host !== DANGEROUSLY_ALLOW_KHALTI_HOST) {
    faults.push(
      `KHALTI_BASE_URL is not at Khalti over https (its host is ${url.host}; for staging only, DANGEROUSLY_ALLOW_KHALTI_HOST may name it)`,
    );
  }
  return faults;
}
