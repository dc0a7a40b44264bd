import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { defineConfig, type OxlintOverride } from 'oxlint';

/**
 * Every arrow of the project: for each tree, what the files of a folder (or one file at its root) may import from the rest
 * of the tree, and from other trees. Types count too. Linting also fails on a folder that has no line here.
 */
const arrows: Record<string, Record<string, string[]>> = {
  src: {
    money: [],
    languages: [],
    shop: [],
    environment: ['database', 'shop'],
    config: ['environment', 'shop', 'simulator/'],
    // The only arrow that points up: an error carries Khalti's answer, which is kept for audit.
    errors: ['khalti', 'languages'],
    khalti: ['errors', 'metrics'],
    database: [],
    logging: ['database'],
    metrics: [],
    queue: ['database', 'logging'],
    cluster: ['config'],
    migrations: [],
    users: ['errors', 'languages'],
    mail: ['languages', 'metrics', 'money', 'shop', 'subscriptions'],
    pages: ['languages', 'mail', 'shop'],
    auth: ['database', 'errors', 'languages', 'users'],
    subscriptions: ['database', 'errors', 'money', 'queue', 'users'],
    services: ['auth', 'config', 'database', 'khalti', 'logging', 'mail', 'metrics', 'queue', 'subscriptions'],
    payments: [
      'database',
      'errors',
      'khalti',
      'languages',
      'metrics',
      'money',
      'queue',
      'services',
      'subscriptions',
      'users',
    ],
    receipts: ['database', 'mail', 'money', 'payments', 'services', 'shop', 'subscriptions', 'users'],
    accounts: ['auth', 'database', 'errors', 'languages', 'payments', 'receipts', 'services', 'users'],
    webhooks: ['auth', 'config', 'database', 'errors', 'queue', 'services', 'subscriptions'],
    jobs: 'accounts database errors languages mail metrics payments queue receipts services subscriptions users webhooks'.split(
      ' ',
    ),
    api: 'accounts auth config database errors languages logging metrics pages payments receipts services shop subscriptions users'.split(
      ' ',
    ),
    admin:
      'accounts api auth config database errors khalti mail money payments queue receipts services subscriptions users webhooks'.split(
        ' ',
      ),
    entities: ['accounts', 'admin', 'auth', 'mail', 'payments', 'receipts', 'subscriptions', 'users', 'webhooks'],
    doctor: 'auth config database errors khalti logging mail money payments queue services subscriptions'.split(' '),
    local: [],
    demo: 'admin admin/ config database environment khalti mail payments queue subscriptions users simulator/'.split(
      ' ',
    ),
    commands:
      'admin admin/ config database demo doctor entities khalti local logging mail payments queue services subscriptions users webhooks'.split(
        ' ',
      ),
    'complete-config': ['config', 'local', 'simulator/'],
    program:
      'admin api cluster commands complete-config config database doctor entities jobs local logging metrics services webhooks'.split(
        ' ',
      ),
    // The program dynamically: an old Node cannot load it.
    main: ['local', 'program'],
  },
  simulator: {},
  'web/kit': {},
  'web/storefront': { src: ['kit/'] },
  'web/storefront/src': {
    gql: [],
    texts: ['kit/'],
    app: ['gql', 'payments', 'plans', 'subscriptions', 'texts', 'users', 'kit/'],
    users: ['app', 'gql', 'texts', 'kit/'],
    plans: ['app', 'gql', 'payments', 'subscriptions', 'texts', 'users', 'kit/'],
    subscriptions: ['app', 'gql', 'payments', 'texts', 'users', 'kit/'],
    payments: ['app', 'gql', 'plans', 'subscriptions', 'texts', 'users', 'kit/'],
    main: ['app', 'texts', 'kit/'],
  },
  'web/admin': { src: ['kit/'] },
  'web/admin/src': {
    gql: [],
    app: 'account audit connections customers extensions figures gql operators payments plans refunds sign-in start subscriptions kit/'.split(
      ' ',
    ),
    account: ['app', 'deeds', 'gql', 'lists', 'sign-in', 'kit/'],
    audit: ['app', 'gql', 'lists', 'kit/'],
    operators: ['app', 'deeds', 'gql', 'lists', 'kit/'],
    connections: ['app', 'deeds', 'gql', 'lists', 'kit/'],
    plans: ['app', 'deeds', 'gql', 'lists', 'kit/'],
    'sign-in': ['app', 'gql', 'kit/'],
    lists: ['app', 'gql', 'kit/'],
    deeds: ['app', 'gql', 'sign-in', 'kit/'],
    charts: ['app', 'gql', 'lists', 'kit/'],
    figures: ['app', 'charts', 'gql', 'lists', 'kit/'],
    subscriptions: ['app', 'gql', 'lists', 'kit/'],
    start: ['app', 'charts', 'figures', 'gql', 'lists', 'subscriptions', 'kit/'],
    payments: ['app', 'deeds', 'gql', 'lists', 'refunds', 'kit/'],
    refunds: ['app', 'deeds', 'gql', 'lists', 'payments', 'kit/'],
    customers: ['app', 'deeds', 'gql', 'lists', 'payments', 'kit/'],
    extensions: ['app', 'deeds', 'gql', 'lists', 'kit/'],
    main: ['app', 'kit/'],
  },
  'examples/spa/src': { '*': [] },
  bench: { '*': ['support', 'src/', 'simulator/', 'test/'], support: ['src/'], peers: [] },
  test: {
    '*': ['support', 'src/'],
    support: ['src/', 'simulator/'],
    accounts: ['support', 'src/'],
    admin: ['support', 'src/', 'simulator/'],
    api: ['support', 'src/'],
    auth: ['support', 'src/'],
    commands: ['support', 'src/'],
    database: ['support', 'src/', 'simulator/'],
    doctor: ['support', 'src/', 'simulator/'],
    examples: ['support', 'src/', 'web/'],
    jobs: ['support', 'src/', 'simulator/'],
    khalti: ['support', 'src/'],
    local: ['support', 'src/'],
    mail: ['support', 'src/', 'scripts/'],
    metrics: ['support', 'src/', 'simulator/'],
    main: ['support', 'src/', 'simulator/'],
    payments: ['support', 'src/', 'simulator/'],
    queue: ['support', 'src/'],
    receipts: ['support', 'src/'],
    reliability: ['support', 'src/', 'simulator/'],
    shop: ['support', 'src/'],
    simulator: ['simulator/'],
    subscriptions: ['support', 'src/'],
    web: ['support', 'src/', 'simulator/'],
    webhooks: ['support', 'src/', 'simulator/'],
  },
};

const trees = ['src', 'simulator', 'web', 'bench', 'test', 'scripts', 'kit', 'storefront', 'admin'];

function restrictionsOf(tree: string) {
  const rows = arrows[tree] ?? {};
  const rooms = Object.keys(rows).filter((room) => room !== '*');
  const folders = readdirSync(tree, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const unnamed = folders.find(({ name }) => rooms.length > 0 && !rooms.includes(name));
  if (unnamed) throw new Error(`oxlint.config.ts has no arrows for ${tree}/${unnamed.name}`);
  return [...new Set(['*', ...rooms])].map((room) => restrict(tree, room, rooms, rows[room] ?? []));
}

function restrict(tree: string, room: string, rooms: string[], allowed: string[]): OxlintOverride {
  const isFolder = room !== '*' && existsSync(join(tree, room));
  const own = [room, basename(tree), basename(dirname(tree))];
  const siblings = rooms.filter((name) => ![...own, ...allowed, ...trees].includes(name));
  const others = trees.filter((name) => !own.includes(name) && !allowed.includes(`${name}/`));
  const patterns = [`^(\\.\\./)+(${others.join('|')})/`];
  if (siblings.length > 0) patterns.push(`^${isFolder ? '(\\.\\./)+' : '\\./'}(${siblings.join('|')})(/|\\.tsx?$)`);
  const message = `${tree}/${room} must not import this: see the arrows in oxlint.config.ts.`;
  return {
    files: [filesOf(tree, room, isFolder)],
    rules: { 'no-restricted-imports': ['error', { patterns: patterns.map((regex) => ({ regex, message })) }] },
  };
}

function filesOf(tree: string, room: string, isFolder: boolean): string {
  if (room === '*') return `${tree}/**`;
  return isFolder ? `${tree}/${room}/**` : `${tree}/${room}.{ts,tsx}`;
}

export default defineConfig({
  plugins: ['typescript', 'import', 'promise', 'unicorn', 'oxc'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-named-as-default-member': 'off',
    'import/no-unassigned-import': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'typescript/consistent-return': 'off',
    'typescript/no-base-to-string': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/unbound-method': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/no-array-sort': 'off',
  },
  ignorePatterns: ['dist', 'web/*/src/gql', 'examples/spa/src/gql', 'node_modules'],
  overrides: Object.keys(arrows)
    .filter((tree) => existsSync(tree))
    .flatMap(restrictionsOf),
});
