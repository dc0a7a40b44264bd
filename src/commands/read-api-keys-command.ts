import { parseArgs } from 'node:util';
import { ApiKeyScope } from '../webhooks/api-key.ts';
import { type NewApiKey } from '../webhooks/create-api-key.ts';
import { UsageError } from './usage-error.ts';

export type ApiKeysCommand = { verb: 'list' } | { verb: 'revoke'; prefix: string } | ({ verb: 'create' } & NewApiKey);

export const USAGE = `Usage:
  npm run api-keys -- create "My backend" --scopes ACCESS,EVENTS --days 365   (without --days: never expires)
  npm run api-keys -- list
  npm run api-keys -- revoke ks_abc123   (how the key begins, or its id)`;

/** Throws `UsageError`. */
export function readApiKeysCommand(args: string[]): ApiKeysCommand {
  const { positionals, scopes, days } = parse(args);
  const [verb, what, ...more] = positionals;
  if (verb === undefined) throw new UsageError('Say what to do.');
  if (more.length > 0) throw new UsageError(`There is an argument too many: ${more[0]}`);
  if (verb !== 'create' && (scopes !== undefined || days !== undefined)) {
    throw new UsageError(`${verb} has no --scopes and no --days.`);
  }
  switch (verb) {
    case 'list':
      if (what !== undefined) throw new UsageError(`There is an argument too many: ${what}`);
      return { verb };
    case 'revoke':
      if (what === undefined) throw new UsageError('The key is missing: how it begins, or its id.');
      return { verb, prefix: what };
    case 'create':
      if (what === undefined) throw new UsageError('The name of the key is missing.');
      return { verb, name: what, scopes: readScopes(scopes), expiresInDays: readDays(days) };
    default:
      throw new UsageError(`There is no command ${verb}.`);
  }
}

function parse(args: string[]): { positionals: string[]; scopes: string | undefined; days: string | undefined } {
  try {
    const options = { scopes: { type: 'string' }, days: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    return { positionals, scopes: values.scopes, days: values.days };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readScopes(text = ''): ApiKeyScope[] {
  const known = Object.values(ApiKeyScope);
  const named = text.split(',').map((one) => one.trim().toUpperCase());
  const scopes = known.filter((scope) => named.includes(scope));
  if (scopes.length === 0 || scopes.length < named.length)
    throw new UsageError(`--scopes must be of ${known.join(', ')}.`);
  return scopes;
}

function readDays(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,4}$/.test(text)) throw new UsageError('--days must be a whole number.');
  return Number(text);
}
