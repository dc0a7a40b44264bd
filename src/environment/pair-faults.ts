import { type Environment } from './environment.ts';

const PROVIDER = ['AUTH_JWKS_URL', 'AUTH_ISSUER'] as const;
const OF_PROVIDER = [...PROVIDER, 'AUTH_AUDIENCE', 'AUTH_CLIENT_ID', 'AUTH_USERINFO_URL'] as const;

/** Variables that do not fit each other. */
export function faultsOfPairs(given: Partial<Environment>): string[] {
  const faults: string[] = [];
  if (given.KHALTI_BASE_URL && !given.KHALTI_SECRET_KEY && given.NODE_ENV !== 'production') {
    faults.push('KHALTI_SECRET_KEY is missing, but KHALTI_BASE_URL is set');
  }
  if (!given.KHALTI_BASE_URL && given.PORT !== undefined && given.PORT === given.SIMULATOR_PORT) {
    faults.push('SIMULATOR_PORT is the same as PORT');
  }
  for (const name of ['DATABASE_DIRECT_URL', 'DATABASE_READ_URL'] as const) {
    if (given[name] && !given.DATABASE_URL && given.NODE_ENV !== 'production') {
      faults.push(`DATABASE_URL is missing, but ${name} is set`);
    }
  }
  if (given.METRICS_PORT !== undefined && given.METRICS_PORT === given.PORT) {
    faults.push('METRICS_PORT is the same as PORT');
  }
  faults.push(...faultsOfSeller(given));
  if (given.SHOP_LOGO_URL && given.SHOP_LOGO_FILE) {
    faults.push('SHOP_LOGO_FILE is set, but SHOP_LOGO_URL is set too');
  }
  if (OF_PROVIDER.some((name) => given[name])) faults.push(...faultsOfProvider(given));
  return faults;
}

function faultsOfProvider(given: Partial<Environment>): string[] {
  const missing: string[] = PROVIDER.filter((name) => !given[name]);
  const faults = missing.map((name) => `${name} is missing, but another of ${OF_PROVIDER.join(', ')} is set`);
  if (!given.AUTH_AUDIENCE && !given.AUTH_CLIENT_ID) {
    faults.push('AUTH_AUDIENCE is missing, and so is AUTH_CLIENT_ID: one of them must say for whom tokens are');
  }
  return faults;
}

function faultsOfSeller(given: Partial<Environment>): string[] {
  // Before the form is checked, the value is the text.
  const isRegistered = [true, 'yes'].includes(given.SHOP_VAT_REGISTERED ?? false);
  const faults: string[] = [];
  if (isRegistered && !given.SHOP_PAN) faults.push('SHOP_PAN is missing, but SHOP_VAT_REGISTERED is yes');
  if (given.SHOP_RECEIPT_NAME === 'tax-invoice' && !isRegistered) {
    faults.push('SHOP_RECEIPT_NAME is tax-invoice, but SHOP_VAT_REGISTERED is not yes');
  }
  return faults;
}
