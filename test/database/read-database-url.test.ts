import { describe, expect, it } from '@jest/globals';
import { connectionSettings, REQUEST_LIMITS } from '../../src/database/connection-settings.ts';
import { InvalidDatabaseUrl, readDatabaseUrl } from '../../src/database/read-database-url.ts';

function faultsOf(url: string): readonly string[] {
  try {
    readDatabaseUrl(url);
    return [];
  } catch (error) {
    if (error instanceof InvalidDatabaseUrl) return error.faults;
    throw error;
  }
}

describe('readDatabaseUrl', () => {
  it.each<[string, object]>([
    ['postgresql://db.example.com/shop', { host: 'db.example.com', port: 5432, database: 'shop', ssl: false }],
    ['postgres://user:p%40ss%25@127.0.0.1:6000/shop', { user: 'user', password: 'p@ss%', port: 6000 }],
    ['postgresql://u@[::1]:6000/shop', { host: '::1', port: 6000 }],
    ['postgresql://u@/shop?host=/run/postgresql', { host: '/run/postgresql', database: 'shop' }],
    ['postgresql://u@%2Frun%2Fpostgresql/shop', { host: '/run/postgresql' }],
    [
      'postgresql://u@h/shop?application_name=shop-1&connect_timeout=3',
      { applicationName: 'shop-1', connectTimeoutMs: 3000 },
    ],
    ['postgresql://u@h/shop?options=-c%20search_path%3Dshop', { options: '-c search_path=shop', schema: 'shop' }],
    ['postgresql://u@h/shop?search_path=shop,public', { settings: { search_path: 'shop,public' }, schema: 'shop' }],
    ['postgresql://u@h/shop?schema=My%22Shop', { settings: { search_path: '"My""Shop"' }, schema: 'My"Shop' }],
    ['postgresql://u@h/shop?statement_timeout=5s', { settings: { statement_timeout: '5s' } }],
    ['postgresql://u@h/shop?sslmode=require', { ssl: { rejectUnauthorized: false } }],
    ['postgresql://u@h/shop?sslmode=disable', { ssl: false, isExposed: false }],
  ])('reads %s', (url, expected) => {
    expect(readDatabaseUrl(url)).toMatchObject(expected);
  });

  it.each([
    ['mysql://h/shop', /not a postgresql:\/\/ URL/],
    ['postgresql://u:p%zz@h/shop', /write %25/],
    ['postgresql://u@one,two/shop', /more than one host/],
    ['postgresql://u@h:99999/shop', /port/],
    ['postgresql://u@h/shop?sslmod=require', /does not support: sslmod/],
    ['postgresql://u@h/shop?sslmode=prefer', /sslmode=prefer, which may connect without encryption/],
    ['postgresql://u@h/shop?sslmode=allow', /sslmode=allow/],
    ['postgresql://u@h/shop?sslmode=verify', /unknown sslmode/],
    ['postgresql://u@h/shop?sslmode=verify-ca', /no sslrootcert/],
    ['postgresql://u@h/shop?sslmode=verify-full&sslrootcert=/nowhere.crt', /sslrootcert that cannot be used/],
    ['postgresql://u@h/shop?sslrootcert=/nowhere.crt', /has sslrootcert, but not sslmode/],
    ['postgresql://u@h/shop?sslmode=require&sslcert=/nowhere.crt', /only one of sslcert and sslkey/],
    ['postgresql://u@h/shop?sslmode=require&sslmode=disable', /twice/],
    ['postgresql://u@/shop?host=/run/postgresql&sslmode=require', /Unix socket/],
    ['postgresql://u@h/shop?target_session_attrs=read-write', /target_session_attrs/],
    ['postgresql://u@h/shop?connect_timeout=soon', /connect_timeout/],
    ['postgresql://u@h/shop?schema=a&search_path=b', /both schema and search_path/],
    ['postgresql://u@h/shop?schema=', /empty schema/],
    ['postgresql://u@h/shop?schema=my.shop', /schema with a dot/],
    ['postgresql://u@h/shop?connection_limit=5&pgbouncer=true', /connection_limit.*pgbouncer/],
    ['postgresql://u@h/shop?client_encoding=latin1', /client_encoding/],
  ])('refuses %s', (url, fault) => {
    expect(faultsOf(url).join()).toMatch(fault);
  });

  it('names all faults at once, and no password', () => {
    const faults = faultsOf('postgresql://u:secret@h/shop?sslmode=prefer&nonsense=1&host=a,b');
    expect(faults.length).toBeGreaterThanOrEqual(3);
    expect(faults.join()).not.toContain('secret');
    expect(faultsOf('postgresql://u:sec?ret@h/shop').join()).not.toContain('ret');
  });

  it.each([
    ['postgresql://u@db.example.com/shop', true],
    ['postgresql://u@10.0.0.5/shop', true],
    ['postgresql://u@localhost/shop', false],
    ['postgresql://u@127.0.0.1/shop', false],
    ['postgresql://u@/shop?host=/run/postgresql', false],
    ['postgresql://u@db.example.com/shop?sslmode=disable', false],
    ['postgresql://u@db.example.com/shop?sslmode=require', false],
  ])('says whether the network could read what is sent to %s', (url, isExposed) => {
    expect(readDatabaseUrl(url).isExposed).toBe(isExposed);
  });
});

describe('connectionSettings', () => {
  it('lets the URL win over the limits', () => {
    const url = 'postgresql://u@h/shop?statement_timeout=9s&options=-c%20lock_timeout%3D7s&connect_timeout=2';
    const { settings, connectionTimeoutMillis, options } = connectionSettings(url, REQUEST_LIMITS);
    expect(settings).toMatchObject({ statement_timeout: '9s' });
    expect(settings).not.toHaveProperty('lock_timeout');
    expect({ connectionTimeoutMillis, options }).toEqual({
      connectionTimeoutMillis: 2000,
      options: '-c lock_timeout=7s',
    });
  });
});
