import { validate as isUuid } from 'uuid';
import { type BatchedStatement, type Sql } from '../database/sql.ts';
import { API_KEY_COLUMNS, type FoundApiKey } from './check-api-key.ts';

/** A customer's access, as other programs learn it. */
export interface Access {
  hasAccess: boolean;
  plan: string | null;
  endsAt: string | null;
  isBlocked: boolean;
  /** Grows with every change of this customer's access. */
  version: number;
}

export type Person = { userId: string } | { subject: string } | { email: string };

export const NO_ACCESS: Access = { hasAccess: false, plan: null, endsAt: null, isBlocked: false, version: 0 };

/** The columns of `Access`, of `users u` and `subscriptions s`. Both versions only grow, so their sum does. */
export const ACCESS_COLUMNS = `
  coalesce(s.ends_at > now(), false) and u.blocked_at is null and u.erased_at is null as "hasAccess",
  (select plans.code from plans where plans.id = coalesce(
    (select plan_id from periods where user_id = s.user_id and revoked_at is null and starts_at <= now()
     order by starts_at desc limit 1), s.plan_id)) as plan,
  s.ends_at as "endsAt", u.blocked_at is not null as "isBlocked", u.version + coalesce(s.version, 0) as version`;

export type AccessRow = Omit<Access, 'endsAt'> & { endsAt: Date | null };

const byUserId = statement('findAccessByUserId', 'uuid', 'u.id = asked.person');
const bySubject = statement('findAccessBySubject', 'text', 'u.external_subject = asked.person');
// The expression of an index. Only confirmed addresses count: anybody can sign up with any address.
const byEmail = statement(
  'findAccessByEmail',
  'text',
  `coalesce(u.email, '') collate "C" = asked.person and u.email_confirmed_at is not null`,
);

/** The key and the person's access in one statement. Null for an unknown key. */
export async function findAccess(
  sql: Sql,
  keyHash: string,
  person: Person,
  issuer: string | null,
): Promise<{ key: FoundApiKey; access: Access } | null> {
  const [asked, value] = askedFor(person, issuer);
  const row = await sql.readBatched<FoundApiKey & AccessRow>(asked, [keyHash, value]);
  if (!row) return null;
  return { key: row, access: row.version === null ? NO_ACCESS : toAccess(row) };
}

export function toAccess({ hasAccess, plan, endsAt, isBlocked, version }: AccessRow): Access {
  return { hasAccess, plan, endsAt: endsAt?.toISOString() ?? null, isBlocked, version };
}

function askedFor(person: Person, issuer: string | null): [BatchedStatement, string | null] {
  if ('userId' in person) return [byUserId, isUuid(person.userId) ? person.userId : null];
  if ('subject' in person) return [bySubject, issuer === null ? null : `${issuer}|${person.subject}`];
  return [byEmail, person.email.toLowerCase()];
}

function statement(name: string, type: string, condition: string): BatchedStatement {
  return {
    name,
    asked: { key_hash: 'text', person: type },
    text: `select ${API_KEY_COLUMNS}, person.* from api_keys k
      left join lateral (
        select ${ACCESS_COLUMNS} from users u left join subscriptions s on s.user_id = u.id
        where ${condition} order by s.ends_at desc nulls last limit 1
      ) person on true
      where k.key_hash = asked.key_hash`,
  };
}
