import { ArrayType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';

/** What a key may be used for. */
export enum ApiKeyScope {
  ACCESS = 'ACCESS',
  EVENTS = 'EVENTS',
}

/** Lets a backend ask this server. Only a hash of the key is stored; its beginning tells people which one it is. */
@Entity({ tableName: 'api_keys' })
export class ApiKey {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'text' })
  prefix: string;

  @Property({ type: 'text' })
  @Unique()
  keyHash: string;

  @Property({ type: new ArrayType(), columnType: 'text[]' })
  scopes: string[];

  /** Null: it does not expire. */
  @Property({ type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  /** Written at most once a minute. */
  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null = null;

  @Property({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null = null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  constructor(values: Pick<ApiKey, 'name' | 'prefix' | 'keyHash' | 'scopes' | 'expiresAt'>) {
    this.name = values.name;
    this.prefix = values.prefix;
    this.keyHash = values.keyHash;
    this.scopes = values.scopes;
    this.expiresAt = values.expiresAt;
  }
}
