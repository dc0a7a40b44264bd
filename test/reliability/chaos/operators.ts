import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashToken } from '../../../src/auth/hash-token.ts';
import { callAny } from '../call-any.ts';
import { type Cluster } from '../cluster.ts';
import { actAtKhalti } from '../customers.ts';

const REFUND = `mutation ($paymentId: ID!, $access: RefundAccess!, $key: ID!) {
  requestRefund(paymentId: $paymentId, kind: WHOLE, access: $access, reason: "Asked for it", idempotencyKey: $key) { id }
}`;
const EXTEND = `mutation ($key: ID!) {
  extendEverybody(days: 1, reason: "For the outage", idempotencyKey: $key) { id }
}`;

/** An owner who is signed in and has confirmed with a second factor. */
export class Office {
  readonly #cluster: Cluster;
  readonly #random: () => number;
  readonly #token = randomBytes(32).toString('base64url');
  refundsByOperators = 0;
  refundsOnDashboard = 0;
  extensions = 0;

  constructor(cluster: Cluster, random: () => number) {
    this.#cluster = cluster;
    this.#random = random;
  }

  async signIn(): Promise<void> {
    const { database } = this.#cluster;
    const operatorId = randomUUID();
    await database.query(
      `insert into operators (id, email, name, role, password_hash, recovery_code_hashes, created_at, updated_at)
       values ($1, 'owner@example.com', 'The Owner', 'OWNER', 'none', '{}', now(), now())`,
      [operatorId],
    );
    await database.query(
      `insert into operator_sessions (id, operator_id, token_hash, signed_in_at, confirmed_at, address, created_at,
         last_used_at, expires_at)
       values (gen_random_uuid(), $1, $2, now(), now(), '127.0.0.1', now(), now(), now() + interval '12 hours')`,
      [operatorId, hashToken(this.#token)],
    );
  }

  /** Refunds a payment every moment, some here and some at Khalti, and extends everybody now and then. */
  async work(isDone: () => boolean, everyMs: number): Promise<void> {
    for (let turn = 1; !isDone(); turn += 1) {
      await sleep(everyMs * (0.5 + this.#random()));
      if (turn % 60 === 20) await this.#extendEverybody();
      else await this.#refundOne();
    }
  }

  async #refundOne(): Promise<void> {
    const [payment] = await this.#query(
      `select id, pidx from payments where status = 'COMPLETED' order by random() limit 1`,
    );
    if (!payment) return;
    if (this.#random() < 0.3) {
      await actAtKhalti(this.#cluster, payment.pidx, 'refund');
      this.refundsOnDashboard += 1;
      return;
    }
    const access = this.#random() < 0.7 ? 'REVOKE' : 'KEEP';
    const variables = { paymentId: payment.id, access, key: randomUUID() };
    const { code } = await this.#ask(REFUND, variables);
    if (code === undefined) this.refundsByOperators += 1;
  }

  async #extendEverybody(): Promise<void> {
    const { code } = await this.#ask(EXTEND, { key: randomUUID() });
    if (code === undefined) this.extensions += 1;
  }

  async #ask(query: string, variables: Record<string, unknown>) {
    await this.#query('update operator_sessions set confirmed_at = now(), last_used_at = now()');
    const headers = { cookie: `operator=${this.#token}` };
    return callAny<unknown>(this.#cluster, { query, variables, headers, path: '/admin/graphql' });
  }

  /** Nothing, while the database recovers. */
  async #query(sql: string): Promise<{ id: string; pidx: string }[]> {
    return this.#cluster.database.query<{ id: string; pidx: string }>(sql).then(
      ({ rows }) => rows,
      () => [],
    );
  }
}
