import { type EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import { User } from '../users/user.ts';
import { type ProviderClaims } from './provider-claims.ts';

/**
 * Creates the user of this subject, or takes over an address or a name that has changed at the provider. What the provider
 * does not say stays. `asOf`: what was said before that is older news.
 */
export async function saveExternalUser(
  em: EntityManager,
  subject: string,
  { email, name }: Pick<ProviderClaims, 'email' | 'name'>,
  asOf: Date,
): Promise<string> {
  await em.execute(
    // Without a name of its own, a user is called by the address.
    `insert into users (id, email, name, external_subject, profile_as_of, created_at) values (?, ?, ?, ?, ?, ?)
     on conflict (external_subject) do update set email = coalesce(excluded.email, users.email),
       name = case when ?::boolean or users.name = coalesce(users.email, 'Customer') and excluded.email is not null
         then excluded.name else users.name end,
       profile_as_of = excluded.profile_as_of, updated_at = now()
     where (users.profile_as_of is null or users.profile_as_of < excluded.profile_as_of)
       and (excluded.email <> coalesce(users.email, '') or ?::boolean and excluded.name <> users.name)`,
    [
      uuid(),
      email ?? null,
      name ?? email ?? 'Customer',
      subject,
      asOf,
      new Date(),
      name !== undefined,
      name !== undefined,
    ],
  );
  const user = await em.findOneOrFail(User, { externalSubject: subject });
  return user.id;
}
