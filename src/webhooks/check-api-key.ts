import { type FastifyRequest } from 'fastify';
import { hashToken } from '../auth/hash-token.ts';
import { type Services } from '../services.ts';
import { type ApiKeyScope } from './api-key.ts';
import { ApiKeyInvalid, ApiKeyMissing, ScopeMissing } from './errors.ts';

/** The columns that `checkApiKey` needs, of `api_keys k`. */
export const API_KEY_COLUMNS = `k.id as "keyId", k.scopes, k.revoked_at is not null as "isRevoked",
  coalesce(k.expires_at <= now(), false) as "isExpired",
  coalesce(k.last_used_at < now() - interval '1 minute', true) as "isUseUnwritten"`;

export interface FoundApiKey {
  keyId: string;
  scopes: string[];
  isRevoked: boolean;
  isExpired: boolean;
  isUseUnwritten: boolean;
}

/** Throws `ApiKeyMissing`. */
export function readApiKeyHash({ headers }: FastifyRequest): string {
  const [, key] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (key === undefined) throw new ApiKeyMissing();
  return hashToken(key);
}

/** Throws `ApiKeyInvalid` and `ScopeMissing`. */
export function checkApiKey(services: Services, found: FoundApiKey | null, scope: ApiKeyScope): void {
  if (!found) throw new ApiKeyInvalid('is not known');
  if (found.isRevoked) throw new ApiKeyInvalid('was revoked');
  if (found.isExpired) throw new ApiKeyInvalid('has expired');
  if (found.isUseUnwritten) void noteUse(services, found.keyId);
  if (!found.scopes.includes(scope)) throw new ScopeMissing(scope);
}

/** After the answer, and rarely: nothing waits for it. */
async function noteUse({ sql, log }: Services, keyId: string): Promise<void> {
  const text = `update api_keys set last_used_at = now()
    where id = $1 and coalesce(last_used_at < now() - interval '1 minute', true)`;
  try {
    await sql.write({ name: 'noteApiKeyUse', text, values: [keyId] });
  } catch (err) {
    log.warn({ err, keyId }, 'the use of an API key was not noted');
  }
}
