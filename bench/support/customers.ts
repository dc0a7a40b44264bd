import { SignJWT } from 'jose';
import type { BenchDatabase } from './data.ts';
import { AUTH_SECRET, PUBLIC_URL } from './subjects.ts';

const ACTIVE_CUSTOMERS = 1_000;

export interface Customers {
  planId: string;
  tokens: string[];
  /** The token of the next customer, in turn. */
  nextToken(): string;
}

export async function signInCustomers({ pool }: BenchDatabase): Promise<Customers> {
  const plans = await pool.query<{ id: string }>("select id from plans where code = 'basic'");
  const users = await pool.query<{ id: string }>('select id from users order by random() limit $1', [ACTIVE_CUSTOMERS]);
  const key = new TextEncoder().encode(AUTH_SECRET);
  const tokens = await Promise.all(
    users.rows.map(({ id }) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(id)
        .setIssuer(PUBLIC_URL)
        .setAudience('khalti-subscriptions')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(key),
    ),
  );
  return inTurn(String(plans.rows[0]?.id), tokens);
}

export function inTurn(planId: string, tokens: string[]): Customers {
  let next = 0;
  return {
    planId,
    tokens,
    nextToken() {
      next = (next + 1) % tokens.length;
      return String(tokens[next]);
    },
  };
}
