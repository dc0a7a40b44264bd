import { randomBytes } from 'node:crypto';
import { type EntityManager } from '@mikro-orm/postgresql';
import { hashToken } from '../auth/hash-token.ts';
import { BadUserInput } from '../errors.ts';
import { DAY_MS } from '../subscriptions/period.ts';
import { ApiKey, type ApiKeyScope } from './api-key.ts';

const PREFIX_LENGTH = 9;
const MAX_NAME_LENGTH = 100;
const MAX_DAYS = 3650;

export interface NewApiKey {
  name: string;
  scopes: ApiKeyScope[];
  /** Null: the key does not expire. */
  expiresInDays: number | null;
}

/** Returns the key itself too, which is stored nowhere. Throws `BadUserInput`. */
export async function createApiKey(em: EntityManager, values: NewApiKey): Promise<{ apiKey: ApiKey; key: string }> {
  const name = values.name.trim();
  const { scopes, expiresInDays } = values;
  if (!/^\P{Cc}+$/u.test(name) || name.length > MAX_NAME_LENGTH) {
    throw new BadUserInput('name', `The name must have 1 to ${MAX_NAME_LENGTH} characters.`);
  }
  if (scopes.length === 0) throw new BadUserInput('scopes', 'Name at least one scope.');
  if (expiresInDays !== null && !(Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= MAX_DAYS)) {
    throw new BadUserInput('expiresInDays', `expiresInDays must be from 1 to ${MAX_DAYS}.`);
  }
  const key = `ks_${randomBytes(32).toString('base64url')}`;
  const expiresAt = expiresInDays === null ? null : new Date(Date.now() + expiresInDays * DAY_MS);
  const prefix = key.slice(0, PREFIX_LENGTH);
  const apiKey = new ApiKey({ name, prefix, keyHash: hashToken(key), scopes: [...new Set(scopes)], expiresAt });
  await em.persist(apiKey).flush();
  return { apiKey, key };
}
