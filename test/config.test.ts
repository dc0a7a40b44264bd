import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { InvalidConfig, readConfig } from '../src/config.ts';

const production = {
  NODE_ENV: 'production',
  PORT: '8080',
  PUBLIC_URL: 'https://shop.example.com',
  DATABASE_URL: 'postgresql://shop:database-password@db.example.com/shop?sslmode=verify-full',
  KHALTI_BASE_URL: 'https://khalti.com/api/v2/',
  KHALTI_SECRET_KEY: 'live-secret-key-of-a-test',
  SMTP_URL: 'smtps://shop:mail-password@mail.example.com',
  MAIL_FROM: 'Shop <shop@example.com>',
  OPERATOR_EMAIL: 'operator@example.com',
  AUTH_SECRET: 'a secret of thirty-two characters or more',
};

function faultsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults;
    throw error;
  }
}

describe('readConfig', () => {
  it('has a default for everything outside production', () => {
    expect(readConfig({})).toMatchObject({
      isProduction: false,
      host: 'localhost',
      port: 4000,
      webConcurrency: 1,
      publicUrl: 'http://localhost:4000',
      databaseUrl: null,
      khalti: null,
      simulatorPort: 4001,
      mail: { smtpUrl: null, from: 'Subscriptions <subscriptions@localhost>', operatorEmail: null },
      shop: { name: 'localhost', givenName: null, logoUrl: null, email: 'shop@example.com', phone: null, pan: null },
      authSecret: null,
      identityProvider: null,
    });
  });

  it('ignores an empty variable', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', KHALTI_BASE_URL: '' })).toEqual(readConfig({}));
  });

  it('adds and removes slashes at the end of URLs', () => {
    const env = { KHALTI_BASE_URL: 'https://dev.khalti.com/api/v2', KHALTI_SECRET_KEY: 'k' };
    const origins = 'https://a.example.com/, http://b.example.com:81';
    const config = readConfig({ ...env, PUBLIC_URL: 'http://shop.test//', CORS_ORIGINS: origins });
    expect(config.publicUrl).toBe('http://shop.test');
    expect(config.khalti?.baseUrl).toBe('https://dev.khalti.com/api/v2/');
    expect(config.corsOrigins).toEqual(['https://a.example.com', 'http://b.example.com:81']);
  });

  it('takes the logo from a file, or from elsewhere', () => {
    const logo = 'web/storefront/src/app/icon.svg';
    const { shop } = readConfig({ PUBLIC_URL: 'http://shop.test', SHOP_LOGO_FILE: logo });
    expect(shop).toMatchObject({ logoUrl: 'http://shop.test/shop/logo.svg', logoFile: resolve(logo) });
    const elsewhere = 'https://static.example.com/logo.png';
    expect(readConfig({ SHOP_LOGO_URL: elsewhere }).shop).toMatchObject({ logoUrl: elsewhere, logoFile: null });
    expect(faultsOf({ SHOP_LOGO_URL: elsewhere, SHOP_LOGO_FILE: logo })).toEqual([
      'SHOP_LOGO_FILE is set, but SHOP_LOGO_URL is set too',
    ]);
  });

  it('starts in production without the settings of the shop, and refuses parts of pages without https', () => {
    expect(readConfig(production).shop).toMatchObject({ name: 'shop.example.com', givenName: null, email: null });
    const parts = { SHOP_LOGO_URL: 'http://a.example.com/a.png', ANALYTICS_SCRIPT_URL: 'http://a.example.com/a.js' };
    expect(faultsOf({ ...production, ...parts })).toEqual([
      'SHOP_LOGO_URL is not https',
      'ANALYTICS_SCRIPT_URL is not https',
    ]);
  });

  it.each([
    ['PORT', 'many'],
    ['PORT', '65536'],
    ['PORT', '1.5'],
    ['PORT', '-1'],
    ['NODE_ENV', 'prod'],
    ['PUBLIC_URL', 'shop.example.com'],
    ['PUBLIC_URL', 'ftp://shop.example.com'],
    ['DATABASE_URL', 'mysql://db.example.com/shop'],
    ['DATABASE_POOL_SIZE', '0'],
    ['WEB_CONCURRENCY', '0'],
    ['WEB_CONCURRENCY', '65'],
    ['WEB_CONCURRENCY', '1.5'],
    ['WEB_CONCURRENCY', 'auto'],
    ['KHALTI_TIMEOUT_MS', '10s'],
    ['SMTP_URL', 'https://user:password@mail.example.com'],
    ['SMTP_URL', 'smtp:///mail.example.com'],
    ['MAIL_FROM', 'My Shop'],
    ['MAIL_FROM', 'Shop <shop@example.com>\r\nBcc: b@example.com'],
    ['OPERATOR_EMAIL', 'operator'],
    ['OPERATOR_EMAIL', 'a@example.com, b@example.com'],
    ['SHOP_NAME', 'x'.repeat(101)],
    ['SHOP_NAME', 'Two\nlines'],
    ['SHOP_NAME', '\u200b'],
    ['SHOP_LOGO_URL', 'logo.png'],
    ['SHOP_LOGO_FILE', 'no-such-file.png'],
    ['SHOP_LOGO_FILE', 'package.json'],
    ['SHOP_COLOR', 'violet'],
    ['SHOP_EMAIL', 'help'],
    ['SHOP_PHONE', 'by day'],
    ['SHOP_ADDRESS', 'Two\r\nlines'],
    ['SHOP_PAN', '12345'],
    ['TERMS_URL', 'javascript:alert(1)'],
    ['PRIVACY_URL', '/privacy'],
    ['REFUNDS_URL', 'refunds'],
    ['ANALYTICS_SCRIPT_URL', 'script.js'],
    ['AUTH_SECRET', 'too short'],
    ['AUTH_SECRET', `${'x'.repeat(32)},too short`],
    ['AUTH_SECRET', ' , '],
    ['AUTH_SESSION_DAYS', '0'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://a.example.com,b'],
    ['TRUST_PROXY', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['SHUTDOWN_DELAY_MS', '-1'],
    ['SHUTDOWN_DELAY_MS', '1.5'],
    ['SHUTDOWN_DELAY_MS', '5s'],
    ['SHUTDOWN_DELAY_MS', '300001'],
    ['HSTS', 'on'],
    ['HSTS', 'max-age=-1'],
    ['HSTS', 'max-age=1\r\nset-cookie: a=b'],
    ['HSTS', 'max-age=31536000; preload'],
    ['HSTS', 'max-age=300; includeSubDomains; preload'],
  ])('names an invalid variable, without its value: %s=%s', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
    if (['AUTH_SECRET', 'DATABASE_URL', 'SMTP_URL'].includes(name)) expect(faults[0]).not.toContain(value);
  });

  it('returns customers to the storefront, or to the addresses that it is told', () => {
    expect(readConfig({ PUBLIC_URL: 'http://shop.test/' }).paymentReturnUrls).toEqual([
      'http://shop.test/payments/return',
    ]);
    const PAYMENT_RETURN_URLS = 'http://app.test, http://shop.test/paid';
    expect(readConfig({ PAYMENT_RETURN_URLS }).paymentReturnUrls).toEqual([
      'http://app.test/',
      'http://shop.test/paid',
    ]);
    for (const url of [
      'app.test/paid',
      'http://a.test/?a=b',
      'http://a.test/?',
      'http://a.test/#a',
      'http://u:p@a.test/',
    ]) {
      expect(faultsOf({ PAYMENT_RETURN_URLS: url })).toEqual([expect.stringMatching(/^PAYMENT_RETURN_URLS /)]);
    }
    const plain = { ...production, PAYMENT_RETURN_URLS: 'https://a.example.com/paid,http://b.example.com/paid' };
    expect(faultsOf(plain)).toEqual(['PAYMENT_RETURN_URLS is not https']);
  });

  it('serves no storefront beside an identity provider, unless it is told to', () => {
    const provider = { AUTH_JWKS_URL: 'http://a.test/keys', AUTH_ISSUER: 'http://a.test/', AUTH_AUDIENCE: 'shop' };
    expect(readConfig({}).hasStorefront).toBe(true);
    expect(readConfig({ STOREFRONT: 'off' }).hasStorefront).toBe(false);
    expect(readConfig(provider).hasStorefront).toBe(false);
    expect(readConfig({ ...provider, STOREFRONT: 'on' }).hasStorefront).toBe(true);
  });

  it('reads where links in mails go, and refuses templates that cannot work', () => {
    const MAIL_LINKS = 'resetPassword=http://app.test/reset#{token}, payment=http://app.test/paid?pidx={pidx}';
    expect(readConfig({ PUBLIC_URL: 'http://shop.test', MAIL_LINKS }).mailLinks).toEqual({
      confirmEmail: 'http://shop.test/confirm-email#token={token}',
      resetPassword: 'http://app.test/reset#{token}',
      plans: 'http://shop.test/plans',
      subscription: 'http://shop.test/subscription',
      payment: 'http://app.test/paid?pidx={pidx}',
    });
    for (const wrong of [
      'home=http://app.test',
      'http://app.test',
      'plans=app.test/plans',
      'plans=ftp://app.test',
      'plans=http://u:p@app.test',
      'plans=http://app.test/{pidx}',
      'resetPassword=http://app.test/reset',
      'plans=http://a.test,plans=http://b.test',
    ]) {
      expect(faultsOf({ MAIL_LINKS: wrong })).toEqual([expect.stringMatching(/^MAIL_LINKS has /)]);
    }
    expect(faultsOf({ ...production, MAIL_LINKS })).toEqual(['MAIL_LINKS is not https']);
  });

  it('requires the Khalti key with the URL, and all variables of an identity provider', () => {
    expect(faultsOf({ KHALTI_BASE_URL: 'https://dev.khalti.com/api/v2/' })).toEqual([
      expect.stringMatching(/^KHALTI_SECRET_KEY is missing/),
    ]);
    expect(faultsOf({ AUTH_ISSUER: 'https://id.example.com/' })).toEqual([
      expect.stringMatching(/^AUTH_JWKS_URL is missing/),
      expect.stringMatching(/^AUTH_AUDIENCE is missing/),
    ]);
    const provider = { AUTH_JWKS_URL: 'http://a.test/keys', AUTH_ISSUER: 'http://a.test/' };
    expect(faultsOf({ ...provider, AUTH_CLIENT_ID: 'app' })).toEqual([]);
    expect(faultsOf({ AUTH_USERINFO_URL: 'http://a.test/me' })).toHaveLength(3);
  });

  it('delays a stop in production only, unless it is told otherwise', () => {
    expect(readConfig({}).shutdownDelayMs).toBe(0);
    expect(readConfig(production).shutdownDelayMs).toBe(2_000);
    expect(readConfig({ ...production, SHUTDOWN_DELAY_MS: '0' }).shutdownDelayMs).toBe(0);
  });

  it('reads several secrets: the first one signs', () => {
    const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];
    const { authSecret, formerAuthSecrets } = readConfig({ AUTH_SECRET: ` ${first}, ${second},` });
    expect({ authSecret, formerAuthSecrets }).toEqual({ authSecret: first, formerAuthSecrets: [second] });
  });

  it('accepts from 1 to 64 processes', () => {
    expect(['1', '64'].map((n) => readConfig({ WEB_CONCURRENCY: n }).webConcurrency)).toEqual([1, 64]);
  });

  it('requires different ports for the server and the simulator', () => {
    expect(faultsOf({ PORT: '4001' })).toEqual(['SIMULATOR_PORT is the same as PORT']);
  });
});

describe('readConfig in production', () => {
  it.each([
    ['PUBLIC_URL', 'https://shop.example.com/shop'],
    ['PUBLIC_URL', 'https://shop.example.com/?a=b'],
    ['DATABASE_URL', 'postgresql://shop:p@db.example.com/shop'],
    ['DATABASE_URL', 'postgresql://shop:p@db.example.com/shop?sslmode=verify-ca'],
    ['KHALTI_BASE_URL', 'https://khalti.com/'],
    ['KHALTI_BASE_URL', 'https://khalti.com/api/v2/?x=1'],
    ['KHALTI_SECRET_KEY', 'Key live-secret-key-of-a-test'],
    ['AUTH_SECRET', ' '.repeat(40)],
    ['AUTH_JWKS_URL', 'http://id.example.com/jwks'],
  ])('refuses an impossible value: %s=%s', (name, value) => {
    const provider = name === 'AUTH_JWKS_URL' ? { AUTH_ISSUER: 'https://id.example.com/', AUTH_AUDIENCE: 'shop' } : {};
    expect(faultsOf({ ...production, ...provider, [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} `)),
    ]);
  });

  it('accepts valid values', () => {
    expect(readConfig(production)).toMatchObject({
      isProduction: true,
      host: '0.0.0.0',
      webConcurrency: 1,
      foreignKhaltiHost: null,
      corsOrigins: [],
      mail: {
        smtpUrl: 'smtps://shop:mail-password@mail.example.com',
        from: 'Shop <shop@example.com>',
        operatorEmail: 'operator@example.com',
      },
    });
  });

  it('names all missing variables at once', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      'PORT is missing',
      'PUBLIC_URL is missing',
      'DATABASE_URL is missing',
      'KHALTI_BASE_URL is missing',
      'KHALTI_SECRET_KEY is missing',
      'SMTP_URL is missing',
      'MAIL_FROM is missing',
      'OPERATOR_EMAIL is missing',
      'AUTH_SECRET is missing',
    ]);
  });

  it('names invalid and missing variables together, and no secret', () => {
    const wrong = {
      KHALTI_SECRET_KEY: 'simulator-secret-key',
      AUTH_SECRET: 'a-short-secret',
      PUBLIC_URL: 'http://a.b',
    };
    const faults = faultsOf({ ...production, ...wrong, DATABASE_URL: undefined });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'AUTH_SECRET',
      'DATABASE_URL',
      'KHALTI_SECRET_KEY',
      'PUBLIC_URL',
    ]);
    expect(faults.join()).not.toMatch(/simulator-secret-key|a-short-secret/);
  });

  it('requires no AUTH_SECRET with an identity provider', () => {
    const provider = {
      AUTH_JWKS_URL: 'https://id.example.com/keys',
      AUTH_ISSUER: 'https://id.example.com/',
      AUTH_AUDIENCE: 'shop',
    };
    expect(faultsOf({ ...production, ...provider, AUTH_SECRET: undefined })).toEqual([]);
  });

  it.each(['https://khalti.com/api/v2/', 'https://dev.khalti.com/api/v2/', 'https://a.khalti.com/api/v2/'])(
    'accepts Khalti itself: %s',
    (url) => {
      expect(faultsOf({ ...production, KHALTI_BASE_URL: url })).toEqual([]);
    },
  );

  it.each([
    'http://localhost:4001/api/v2/',
    'http://khalti.com/api/v2/',
    'https://khalti.com:8443/api/v2/',
    'https://notkhalti.com/api/v2/',
    'https://khalti.com.example.com/api/v2/',
    'https://khalti.com@example.com/api/v2/',
    'https://example.com/khalti.com/api/v2/',
  ])("refuses every URL except Khalti's over https: %s", (url) => {
    expect(faultsOf({ ...production, KHALTI_BASE_URL: url })).toEqual([expect.stringMatching(/^KHALTI_BASE_URL /)]);
  });

  it('allows only the host that is named, and returns it', () => {
    const staging = { ...production, KHALTI_BASE_URL: 'http://sim.example.com:4001/api/v2/' };
    const allowed = readConfig({ ...staging, DANGEROUSLY_ALLOW_KHALTI_HOST: 'sim.example.com:4001' });
    expect(allowed.foreignKhaltiHost).toBe('sim.example.com:4001');
    for (const other of ['sim.example.com', 'example.com:4001', 'true', '*']) {
      expect(faultsOf({ ...staging, DANGEROUSLY_ALLOW_KHALTI_HOST: other })).toHaveLength(1);
    }
  });
});
