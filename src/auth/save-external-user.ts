import { type EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import { lockKey } from '../database/lock-key.ts';
import { User } from '../users/user.ts';

/** What a provider says of a subject. */
export interface Profile {
  email: string | undefined;
  /** Whether the subject has shown the provider that `email` is theirs. */
  isEmailConfirmed: boolean;
  name: string | undefined;
}

// The expression of an index. Who has confirmed an address first keeps it: `GET /api/access?email=` finds one account.
const IS_OWNED = `exists (select from users owner where coalesce(owner.email, '') collate "C" = said.email
  and owner.email_confirmed_at is not null and owner.external_subject is distinct from said.subject)`;

// Without a name of its own, a user is called by the address.
const SAVE = `with said as (
    select ?::text as subject, ?::text as email, ?::boolean as "isConfirmed", ?::text as name, ?::timestamptz as "asOf"
  )
  insert into users (id, email, email_confirmed_at, name, external_subject, profile_as_of, created_at)
  select ?, said.email, case when said."isConfirmed" and not ${IS_OWNED} then said."asOf" end,
    coalesce(said.name, said.email, 'Customer'), said.subject, said."asOf", ?
  from said
  on conflict (external_subject) do update set email = coalesce(excluded.email, users.email),
    email_confirmed_at = case when excluded.email is null then users.email_confirmed_at
      when excluded.email_confirmed_at is null or excluded.email is distinct from users.email
        then excluded.email_confirmed_at
      else coalesce(users.email_confirmed_at, excluded.email_confirmed_at) end,
    name = case when ?::boolean or users.name = coalesce(users.email, 'Customer') and excluded.email is not null
      then excluded.name else users.name end,
    profile_as_of = excluded.profile_as_of, updated_at = now()
  where (users.profile_as_of is null or users.profile_as_of < excluded.profile_as_of)
    and (excluded.email <> coalesce(users.email, '') or ?::boolean and excluded.name <> users.name
      or excluded.email is not null
        and (excluded.email_confirmed_at is null) <> (users.email_confirmed_at is null))`;

/**
 * Creates the user of this subject, or takes over an address, its confirmation or a name that has changed at the provider.
 * What the provider does not say stays. An address that another account has confirmed here stays unconfirmed. `asOf`: what
 * was said before that is older news.
 */
export async function saveExternalUser(em: EntityManager, subject: string, said: Profile, asOf: Date): Promise<string> {
  return em.transactional(async (em) => {
    // Two subjects may say the same address at the same moment.
    if (said.email !== undefined && said.isEmailConfirmed) await lockKey(em, `confirmEmail ${said.email}`);
    const { email = null, isEmailConfirmed, name = null } = said;
    const isNamed = name !== null;
    const now = new Date();
    await em.execute(SAVE, [
      subject,
      email,
      isEmailConfirmed && email !== null,
      name,
      asOf,
      uuid(),
      now,
      isNamed,
      isNamed,
    ]);
    const user = await em.findOneOrFail(User, { externalSubject: subject });
    return user.id;
  });
}
