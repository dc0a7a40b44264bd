import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { type ApiKey, ApiKeyScope } from '../../webhooks/api-key.ts';

registerEnumType(ApiKeyScope, {
  name: 'ApiKeyScope',
  description: 'What an API key may be used for.',
  valuesConfig: {
    ACCESS: { description: 'Ask who has access: `GET /api/access`.' },
    EVENTS: { description: 'Read the events: `GET /api/events`.' },
  },
});

@ObjectType({ description: 'A key with which a backend asks this server.', simpleResolvers: true })
export class ApiKeyRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => String, { description: 'Who uses it.' })
  name: string;

  @Field(() => String, { description: 'How the key begins. The rest is stored nowhere.' })
  prefix: string;

  @Field(() => [ApiKeyScope], { description: 'What it may be used for.' })
  scopes: ApiKeyScope[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it expires. Null: never.' })
  expiresAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was used last, to the minute. Null: never.' })
  lastUsedAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was revoked. Null: it was not.' })
  revokedAt: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt: Date;

  constructor(apiKey: ApiKey) {
    this.id = apiKey.id;
    this.name = apiKey.name;
    this.prefix = apiKey.prefix;
    this.scopes = apiKey.scopes as ApiKeyScope[];
    this.expiresAt = apiKey.expiresAt;
    this.lastUsedAt = apiKey.lastUsedAt;
    this.revokedAt = apiKey.revokedAt;
    this.createdAt = apiKey.createdAt;
  }
}

@ObjectType({ description: 'A new API key.', simpleResolvers: true })
export class NewApiKeyRecord {
  @Field(() => ApiKeyRecord, { description: 'The key, as it is listed.' })
  apiKey: ApiKeyRecord;

  @Field(() => String, { description: 'The key itself, `ks_…`. It is shown only in this answer.' })
  key: string;

  constructor({ apiKey, key }: { apiKey: ApiKey; key: string }) {
    this.apiKey = new ApiKeyRecord(apiKey);
    this.key = key;
  }
}
