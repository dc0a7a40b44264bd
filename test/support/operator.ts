import { randomBytes } from 'node:crypto';
import { Operator } from '../../src/admin/operators/operator.ts';
import { OperatorSession } from '../../src/admin/operators/operator-session.ts';
import { SESSION_LIMITS } from '../../src/admin/operators/read-session.ts';
import { type OperatorRole } from '../../src/admin/permissions.ts';
import { hashToken } from '../../src/auth/hash-token.ts';
import { type App } from './app.ts';
import { type Answered, type GraphqlError } from './ask-graphql.ts';

let count = 0;

/** An operator who is signed in already, with a second factor. */
export class TestOperator {
  readonly app: App;
  readonly id: string;
  readonly cookie: string;

  constructor(app: App, id: string, cookie: string) {
    this.app = app;
    this.id = id;
    this.cookie = cookie;
  }

  static async signedIn(app: App, role: `${OperatorRole}`, { hasConfirmed = true } = {}): Promise<TestOperator> {
    count += 1;
    const email = `operator-${process.pid}-${count}@example.com`;
    const values = { email, name: 'An Operator', role: role as OperatorRole, passwordHash: 'none' };
    const operator = new Operator(values);
    operator.totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + SESSION_LIMITS.lifetimeMs);
    const tokenHash = hashToken(token);
    const session = new OperatorSession({ operator, tokenHash, address: '127.0.0.1', userAgent: null, expiresAt });
    session.signedInAt = new Date();
    session.confirmedAt = hasConfirmed ? new Date() : null;
    await app.services.orm.em.fork().persist([operator, session]).flush();
    return new TestOperator(app, operator.id, `operator=${token}`);
  }

  ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Answered<Data>> {
    return askAdmin(this.app, query, variables, { cookie: this.cookie });
  }
}

/** Sends a request to the operators' API. */
export async function askAdmin<Data>(
  app: { url: string },
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answered<Data>> {
  const response = await fetch(`${app.url}/admin/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as { data: Data; errors?: GraphqlError[] };
  return { status: response.status, headers: response.headers, data, errors, code: errors[0]?.extensions.code };
}
