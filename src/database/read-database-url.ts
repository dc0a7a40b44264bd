import { userInfo } from 'node:os';
import { type ConnectionOptions } from 'node:tls';
import { readTls, TLS_PARAMETERS } from './read-tls.ts';

// Without an @ after the host: the rest of a password with a special character would be taken for parameters.
const URL_FORM = /^postgres(?:ql)?:\/\/(?:([^/?#]*)@)?([^/?#@]*)(?:\/([^?#@]*))?(?:\?([^@]*))?$/is;
const HOST_FORM = /^(\/[^:]*|\[[^\]]+\]|[^:[\]]*)(?::(\d*))?$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;
const DEFAULT_PORT = 5432;
const MAX_CONNECT_SECONDS = 600;
/** Run-time settings of PostgreSQL that may be parameters of the URL too, as node-postgres and other drivers allow. */
const SETTINGS = ['search_path', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
const PARAMETERS = new Set([
  ...'host port user password dbname application_name connect_timeout options schema'.split(' '),
  ...'client_encoding channel_binding target_session_attrs gssencmode uselibpqcompat'.split(' '),
  ...SETTINGS,
  ...TLS_PARAMETERS,
]);
/** Parameters of which this server can honour some values. */
const ALLOWED: Record<string, RegExp> = {
  client_encoding: /^utf-?8$/i,
  channel_binding: /^(disable|prefer|require)$/,
  target_session_attrs: /^any$/,
  gssencmode: /^disable$/,
  uselibpqcompat: /^true$/,
};

export interface DatabaseUrl {
  host: string;
  port: number;
  user: string;
  password: string | undefined;
  database: string;
  ssl: false | ConnectionOptions;
  sslnegotiation: 'postgres' | 'direct';
  channelBinding: string;
  applicationName: string | undefined;
  connectTimeoutMs: number | undefined;
  options: string | undefined;
  settings: Record<string, string>;
  settingsInOptions: Record<string, string>;
  /** Where new tables are created, if the URL has a search path. */
  schema: string | undefined;
  /** The network could read and change what is sent, and the URL does not say that this is intended. */
  isExposed: boolean;
}

/** A URL that cannot be used, with all faults at once. They contain no value of the URL that may be secret. */
export class InvalidDatabaseUrl extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The URL of the database ${faults.join('; it ')}`);
  }
}

/**
 * Reads a PostgreSQL URL as libpq does. Throws `InvalidDatabaseUrl` for everything that cannot be honoured, because each
 * library that connects would ignore something else. Reads the files that the URL names.
 */
export function readDatabaseUrl(url: string): DatabaseUrl {
  const parts = URL_FORM.exec(url);
  if (!parts)
    throw new InvalidDatabaseUrl(['is not a postgresql:// URL, or has a special character that is not encoded']);
  const [, credentials = '', hosts = '', path = '', query = ''] = parts;
  const faults: string[] = [];
  const decode = (text: string) => decoded(text, faults);
  const parameters = readParameters(query, faults);
  const [user = '', password] = splitOnce(credentials, ':').map(decode);
  const { host, port } = readHost(decode(hosts), parameters, faults);
  const tls = readTls(parameters, host, faults);
  const connectTimeoutMs = readConnectTimeout(parameters.get('connect_timeout'), faults);
  const settingsInOptions = readOptions(parameters.get('options') ?? '');
  const settings = readSettings(parameters, settingsInOptions, faults);
  const schema = firstName(settings.search_path ?? settingsInOptions.search_path ?? '');
  // MikroORM takes `a.b` for a table in a schema.
  if (schema?.includes('.')) faults.push('has a schema with a dot in its name');
  if (faults.length > 0) throw new InvalidDatabaseUrl(faults);
  const owner = parameters.get('user') || user || userInfo().username;
  return {
    host,
    port,
    user: owner,
    password: parameters.get('password') ?? password,
    database: parameters.get('dbname') || decode(path) || owner,
    ...tls,
    channelBinding: parameters.get('channel_binding') ?? 'disable',
    applicationName: parameters.get('application_name'),
    connectTimeoutMs,
    options: parameters.get('options'),
    settings,
    settingsInOptions,
    schema,
    isExposed: !host.startsWith('/') && !LOOPBACK.test(host) && !tls.ssl && !parameters.has('sslmode'),
  };
}

function readParameters(query: string, faults: string[]): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (!PARAMETERS.has(name)) faults.push(`has a parameter that this server does not support: ${printable(name)}`);
    else if (parameters.has(name)) faults.push(`has the parameter ${name} twice`);
    else if (ALLOWED[name]?.test(value) === false)
      faults.push(`has a value of ${name} that this server does not support`);
    parameters.set(name, value);
  }
  return parameters;
}

function readHost(authority: string, parameters: Map<string, string>, faults: string[]) {
  const [, inUrl = '', portInUrl = ''] = HOST_FORM.exec(authority) ?? [];
  const host = parameters.get('host') || inUrl.replace(/^\[|\]$/g, '') || 'localhost';
  const portText = parameters.get('port') || portInUrl || String(DEFAULT_PORT);
  const port = Number(portText);
  if (`${authority}${host}${portText}`.includes(',')) {
    faults.push('names more than one host; this server connects to one');
  } else if (authority !== '' && inUrl === '') {
    faults.push('has no valid host and port');
  } else if (!/^\d+$/.test(portText) || port < 1 || port > 65_535) {
    faults.push('has no valid port');
  }
  return { host, port };
}

function readConnectTimeout(text: string | undefined, faults: string[]): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > MAX_CONNECT_SECONDS) {
    faults.push(`has a connect_timeout that is not from 1 to ${MAX_CONNECT_SECONDS} seconds`);
  }
  return seconds * 1000;
}

function readSettings(parameters: Map<string, string>, inOptions: Record<string, string>, faults: string[]) {
  const settings: Record<string, string> = {};
  for (const name of SETTINGS) {
    const value = parameters.get(name);
    if (value !== undefined) settings[name] = value;
  }
  const schema = parameters.get('schema');
  if (schema === '') faults.push('has an empty schema');
  if (schema !== undefined) {
    if (settings.search_path !== undefined) faults.push('has both schema and search_path');
    settings.search_path = `"${schema.replaceAll('"', '""')}"`;
  }
  for (const name of Object.keys(settings)) {
    if (name in inOptions) faults.push(`sets ${name} twice, once in options`);
  }
  return settings;
}

/** The settings in `-c name=value` and `--name=value`. A backslash keeps the character after it from ending a value. */
function readOptions(options: string): Record<string, string> {
  const words = options.match(/(?:\\.|[^\s\\])+/gs) ?? [];
  const settings: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    const text = words[index - 1] === '-c' ? word : /^(?:-c|--)(.+)$/s.exec(word)?.[1];
    const [name = '', value] = splitOnce(text ?? '', '=');
    if (value !== undefined) settings[name.toLowerCase().replaceAll('-', '_')] = value.replace(/\\(.)/gs, '$1');
  }
  return settings;
}

/** The first name of a search path. Undefined for `$user`, which may have no schema. */
function firstName(path: string): string | undefined {
  const [, quoted, bare] = /^\s*(?:"((?:[^"]|"")+)"|([^\s",]+))/.exec(path) ?? [];
  const name = quoted?.replaceAll('""', '"') ?? bare?.toLowerCase();
  return name === '$user' ? undefined : name;
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function decoded(text: string, faults: string[]): string {
  try {
    return decodeURIComponent(text);
  } catch {
    faults.push('has a % that does not encode a character: write %25');
    return '';
  }
}

/** A parameter's name may be a part of a password that was not encoded. */
function printable(name: string): string {
  return /^[a-z][a-z_]{0,40}$/i.test(name) ? name : 'its name is not a word';
}
