import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { ApiKey, ApiKeyScope } from '../../webhooks/api-key.ts';
import { createApiKey } from '../../webhooks/create-api-key.ts';
import { revokeApiKey } from '../../webhooks/revoke-api-key.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { requireStepUp } from '../operators/require-step-up.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { recordDeed } from '../record-deed.ts';
import { ApiKeyRecord, NewApiKeyRecord } from './api-key-record.ts';

const NAME = { description: 'Who uses it: 1 to 100 characters.' };
const DAYS = { nullable: true, description: 'After how many days it expires, from 1 to 3650. Null: never.' };

@Resolver()
export class ApiKeyResolver {
  @Permit(Permission.MANAGE_API_KEYS)
  @Query(() => [ApiKeyRecord], { description: 'All API keys, also those that do not work any more, the latest first.' })
  async apiKeys(@Ctx() { em }: AdminContext): Promise<ApiKeyRecord[]> {
    const keys = await em.fork().find(ApiKey, {}, { orderBy: { id: 'desc' } });
    return keys.map((key) => new ApiKeyRecord(key));
  }

  @Permit(Permission.MANAGE_API_KEYS)
  @Mutation(() => NewApiKeyRecord, { description: 'Makes an API key. Errors: `STEP_UP_REQUIRED`, `BAD_USER_INPUT`.' })
  async createApiKey(
    @Arg('name', () => String, NAME) name: string,
    @Arg('scopes', () => [ApiKeyScope], { description: 'What it may be used for.' }) scopes: ApiKeyScope[],
    @Arg('expiresInDays', () => Int, DAYS) expiresInDays: number | null,
    @Ctx() context: AdminContext,
  ): Promise<NewApiKeyRecord> {
    const target = { kind: TargetKind.API_KEY, id: null };
    const deed = { ...(await context.actor()), action: 'createApiKey', target };
    const created = await recordDeed(context.services, deed, {
      ask: () => requireStepUp(context),
      change: async (em) => {
        const result = await createApiKey(em, { name, scopes, expiresInDays: expiresInDays ?? null });
        const { id: targetId, prefix, expiresAt } = result.apiKey;
        return { result, targetId, after: { name: result.apiKey.name, prefix, scopes, expiresAt } };
      },
    });
    return new NewApiKeyRecord(created);
  }

  @Permit(Permission.MANAGE_API_KEYS)
  @Mutation(() => ApiKeyRecord, {
    description:
      'An API key stops working at once. Doing it twice changes nothing. Errors: `STEP_UP_REQUIRED`, `API_KEY_NOT_FOUND`.',
  })
  async revokeApiKey(
    @Arg('id', () => ID, { description: 'The key.' }) id: string,
    @Ctx() context: AdminContext,
  ): Promise<ApiKeyRecord> {
    const deed = { ...(await context.actor()), action: 'revokeApiKey', target: { kind: TargetKind.API_KEY, id } };
    const apiKey = await recordDeed(context.services, deed, {
      ask: () => requireStepUp(context),
      change: async (em) => {
        const { apiKey, isRepeat } = await revokeApiKey(em, id);
        return { result: apiKey, isRepeat, after: { revokedAt: apiKey.revokedAt } };
      },
    });
    return new ApiKeyRecord(apiKey);
  }
}
