import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { NotFound } from '../errors.ts';
import { ApiKey } from './api-key.ts';

/** From the next request on, the key is refused. A key that was revoked before stays as it is. */
export async function revokeApiKey(em: EntityManager, id: string): Promise<{ apiKey: ApiKey; isRepeat: boolean }> {
  const apiKey = isUuid(id) ? await em.findOne(ApiKey, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!apiKey) throw new NotFound('API_KEY');
  if (apiKey.revokedAt) return { apiKey, isRepeat: true };
  apiKey.revokedAt = new Date();
  await em.flush();
  return { apiKey, isRepeat: false };
}
