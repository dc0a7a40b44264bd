import 'reflect-metadata';
import { validate as isUuid } from 'uuid';
import { ActorKind, TargetKind } from '../../admin/audit-entry.ts';
import { type Deed, recordDeed } from '../../admin/record-deed.ts';
import { ApiKey } from '../../webhooks/api-key.ts';
import { createApiKey, type NewApiKey } from '../../webhooks/create-api-key.ts';
import { revokeApiKey } from '../../webhooks/revoke-api-key.ts';
import { type ApiKeysCommand, readApiKeysCommand, USAGE } from '../read-api-keys-command.ts';
import { runOnDatabase, type Surroundings } from '../run-on-database.ts';

// `npm run api-keys`: makes, lists and revokes the keys of backends.
await runOnDatabase({ read: readApiKeysCommand, usage: USAGE }, run);

async function run(command: ApiKeysCommand, surroundings: Surroundings): Promise<void> {
  switch (command.verb) {
    case 'create':
      return create(command, surroundings);
    case 'list':
      return list(surroundings);
    case 'revoke':
      return revoke(command.prefix, surroundings);
  }
}

async function create(values: NewApiKey, surroundings: Surroundings): Promise<void> {
  const key = await recordDeed(surroundings, deed('createApiKey', null), {
    change: async (em) => {
      const { apiKey, key } = await createApiKey(em, values);
      const { id, name, prefix, scopes, expiresAt } = apiKey;
      return { result: key, targetId: id, after: { name, prefix, scopes, expiresAt } };
    },
  });
  console.log('Keep this key. It is shown only now:');
  console.log(key);
}

async function list({ orm }: Surroundings): Promise<void> {
  const keys = await orm.em.fork().find(ApiKey, {}, { orderBy: { id: 'asc' } });
  if (keys.length === 0) console.log('There are no API keys. Make one: npm run api-keys -- create');
  for (const { id, prefix, name, scopes, lastUsedAt, ...key } of keys) {
    const used = lastUsedAt ? `used ${lastUsedAt.toISOString()}` : 'never used';
    console.log([prefix, name, scopes.join(','), stateOf(key), used, id].join('\t'));
  }
}

function stateOf({ revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>): string {
  if (revokedAt) return 'revoked';
  if (!expiresAt) return 'works';
  return `${expiresAt > new Date() ? 'works until' : 'expired'} ${expiresAt.toISOString()}`;
}

async function revoke(named: string, surroundings: Surroundings): Promise<void> {
  const where = isUuid(named) ? { id: named } : { prefix: named.slice(0, 9) };
  const found = await surroundings.orm.em.fork().find(ApiKey, where);
  if (found.length !== 1)
    throw new Error(found.length === 0 ? `There is no key ${named}.` : 'Several keys: use the id.');
  const { id, prefix } = found[0] as ApiKey;
  await recordDeed(surroundings, deed('revokeApiKey', id), {
    change: async (em) => {
      const { apiKey, isRepeat } = await revokeApiKey(em, id);
      return { result: null, isRepeat, after: { revokedAt: apiKey.revokedAt } };
    },
  });
  console.log(`The key ${prefix}… does not work any more.`);
}

function deed(action: string, id: string | null): Deed {
  const actor = { actorKind: ActorKind.COMMAND, actorId: 'api-keys', requestId: null };
  return { ...actor, action, target: { kind: TargetKind.API_KEY, id } };
}
