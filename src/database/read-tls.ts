import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type ConnectionOptions,
  checkServerIdentity,
  createSecureContext,
  getCACertificates,
  type SecureVersion,
} from 'node:tls';

const MODES = ['disable', 'require', 'verify-ca', 'verify-full'];
const VERSION = /^TLSv1(\.[123])?$/;
const FILES = ['sslrootcert', 'sslcert', 'sslkey'];
export const TLS_PARAMETERS = [
  ...'sslmode ssl sslnegotiation sslpassword ssl_min_protocol_version ssl_max_protocol_version'.split(' '),
  ...FILES,
];

export interface Tls {
  ssl: false | ConnectionOptions;
  sslnegotiation: 'postgres' | 'direct';
}

/** The TLS parameters of a database's URL, with libpq's meanings. What cannot be honoured is added to `faults`. */
export function readTls(parameters: Map<string, string>, host: string, faults: string[]): Tls {
  const mode = readMode(parameters, faults);
  const sslnegotiation = parameters.get('sslnegotiation') === 'direct' ? 'direct' : 'postgres';
  const given = TLS_PARAMETERS.filter((name) => parameters.has(name) && !['sslmode', 'ssl'].includes(name));
  if (mode === undefined || mode === 'disable') {
    if (given.length > 0) faults.push(`has ${given.join(', ')}, but not sslmode=verify-full, verify-ca or require`);
    return { ssl: false, sslnegotiation };
  }
  if (host.startsWith('/')) faults.push(`has sslmode=${mode}, but PostgreSQL does not encrypt over a Unix socket`);
  const found = faults.length;
  const ssl = {
    ...readFiles(parameters, mode, faults),
    ...readVersions(parameters, faults),
    ...verification(parameters, mode, host),
  };
  if (faults.length === found) checkUsable(ssl, faults);
  return { ssl, sslnegotiation };
}

function readMode(parameters: Map<string, string>, faults: string[]): string | undefined {
  const ssl = parameters.get('ssl');
  if (ssl !== undefined && (ssl !== 'true' || parameters.has('sslmode'))) {
    faults.push('has a parameter ssl that this server does not support: use sslmode');
  }
  const mode = parameters.get('sslmode') ?? (ssl === undefined ? undefined : 'require');
  if (mode === 'allow' || mode === 'prefer') {
    faults.push(
      `has sslmode=${mode}, which may connect without encryption: use verify-full, verify-ca, require or disable`,
    );
  } else if (mode !== undefined && !MODES.includes(mode)) {
    faults.push(`has an unknown sslmode: use ${MODES.join(', ')}`);
  }
  return mode;
}

function readFiles(parameters: Map<string, string>, mode: string, faults: string[]): ConnectionOptions {
  const root = parameters.get('sslrootcert');
  if (mode === 'verify-ca' && root === undefined) faults.push('has sslmode=verify-ca, but no sslrootcert');
  if (mode !== 'verify-full' && root === 'system') faults.push('has sslrootcert=system, but not sslmode=verify-full');
  if (parameters.has('sslcert') !== parameters.has('sslkey')) faults.push('has only one of sslcert and sslkey');
  const passphrase = parameters.get('sslpassword');
  const [ca, cert, key] = FILES.map((name) => {
    const path = parameters.get(name);
    return path === undefined || (name === 'sslrootcert' && path === 'system')
      ? undefined
      : readPem(name, path, faults);
  });
  return {
    ...(root === 'system' ? { ca: getCACertificates('system') } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

function readPem(name: string, path: string, faults: string[]): string {
  try {
    const pem = readFileSync(path, 'utf8');
    // Node ignores a list of certificates in which it finds none.
    if (name === 'sslrootcert') void new X509Certificate(pem);
    return pem;
  } catch (error) {
    faults.push(`names a file as ${name} that cannot be used (${codeOf(error)})`);
    return '';
  }
}

function readVersions(parameters: Map<string, string>, faults: string[]): ConnectionOptions {
  const [minVersion, maxVersion] = ['ssl_min_protocol_version', 'ssl_max_protocol_version'].map((name) => {
    const version = parameters.get(name);
    if (version !== undefined && !VERSION.test(version)) faults.push(`has an unknown ${name}`);
    return version as SecureVersion | undefined;
  });
  return { ...(minVersion ? { minVersion } : {}), ...(maxVersion ? { maxVersion } : {}) };
}

/** As in libpq, `require` with a root certificate is `verify-ca`. */
function verification(parameters: Map<string, string>, mode: string, host: string): ConnectionOptions {
  if (mode === 'verify-full') {
    // Node would check the name "localhost" for a host that is an address.
    return {
      rejectUnauthorized: true,
      checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
    };
  }
  if (mode === 'require' && !parameters.has('sslrootcert')) return { rejectUnauthorized: false };
  return { rejectUnauthorized: true, checkServerIdentity: () => undefined };
}

function checkUsable({ ca, cert, key, passphrase, minVersion, maxVersion }: ConnectionOptions, faults: string[]): void {
  try {
    createSecureContext({ ca, cert, key, passphrase, minVersion, maxVersion });
  } catch (error) {
    faults.push(`has certificates, a key or TLS versions that cannot be used together (${codeOf(error)})`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'it is not valid';
}
