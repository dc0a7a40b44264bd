import { setTimeout as sleep } from 'node:timers/promises';
import { type App } from './app.ts';
import { type Answered } from './ask-graphql.ts';

export interface PlanData {
  id: string;
  code: string;
  pricePaisa: number;
  durationDays: number;
}

export interface SubscriptionData {
  startsAt: string;
  endsAt: string;
  isActive: boolean;
  daysLeft: number;
  plan: { code: string };
}

export interface PaymentData {
  id: string;
  pidx: string;
  paymentUrl: string;
  expiresAt: string;
  status: string;
  message: string;
  amount: string;
  amountPaisa: number;
  transactionId: string | null;
  subscription: SubscriptionData | null;
}

const subscriptionFields = 'startsAt endsAt isActive daysLeft plan { code }';
const paymentFields = `id pidx paymentUrl expiresAt status message amount amountPaisa transactionId
  subscription { ${subscriptionFields} }`;

const PLAN_SEEN_WITHIN_MS = 2_000;

let count = 0;

/** A customer with an account, who uses only the API. */
export class Customer {
  readonly app: App;
  readonly email: string;
  readonly token: string;
  readonly id: string;

  constructor(app: App, email: string, token: string, id: string) {
    this.app = app;
    this.email = email;
    this.token = token;
    this.id = id;
  }

  static async signUp(app: App, password = 'correct horse'): Promise<Customer> {
    count += 1;
    const email = `customer-${process.pid}-${count}@example.com`;
    const { data } = await app.ask<{ signUp: { token: string; user: { id: string } } }>(
      `mutation ($email: EmailAddress!, $password: String!) {
        signUp(email: $email, password: $password, name: "A Customer") { token user { id } }
      }`,
      { email, password },
    );
    return new Customer(app, email, data.signUp.token, data.signUp.user.id);
  }

  ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Answered<Data>> {
    return this.app.ask<Data>(query, variables, this.token);
  }

  async plan(code: string): Promise<PlanData> {
    // The server is notified of a new plan, which takes a moment.
    for (const deadline = Date.now() + PLAN_SEEN_WITHIN_MS; ; await sleep(10)) {
      const { data } = await this.ask<{ plans: PlanData[] }>('{ plans { id code pricePaisa durationDays } }');
      const plan = data.plans.find((one) => one.code === code);
      if (plan) return plan;
      if (Date.now() > deadline) throw new Error(`There is no plan ${code}`);
    }
  }

  /** Returns the whole response, for tests of errors. */
  async tryToInitiate(code: string, idempotencyKey?: string): Promise<Answered<{ initiatePayment: PaymentData }>> {
    const { id } = await this.plan(code);
    return this.ask(
      `mutation ($planId: ID!, $idempotencyKey: ID) {
        initiatePayment(planId: $planId, idempotencyKey: $idempotencyKey) { ${paymentFields} }
      }`,
      { planId: id, idempotencyKey },
    );
  }

  async initiate(code: string, idempotencyKey?: string): Promise<PaymentData> {
    return expectData(await this.tryToInitiate(code, idempotencyKey)).initiatePayment;
  }

  async tryToVerify(pidx: string): Promise<Answered<{ verifyPayment: PaymentData }>> {
    return this.ask(`mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { ${paymentFields} } }`, { pidx });
  }

  async verify(pidx: string): Promise<PaymentData> {
    return expectData(await this.tryToVerify(pidx)).verifyPayment;
  }

  async subscription(): Promise<SubscriptionData | null> {
    const answered = await this.ask<{ mySubscription: SubscriptionData | null }>(
      `{ mySubscription { ${subscriptionFields} } }`,
    );
    return expectData(answered).mySubscription;
  }
}

function expectData<Data>({ data, errors }: Answered<Data>): Data {
  if (errors.length > 0) throw new Error(`Unexpected: ${JSON.stringify(errors)}`);
  return data;
}

/** Changes the payment at Khalti, through the simulator's control paths. */
export async function atKhalti(app: App, pidx: string, act: string, body?: object): Promise<void> {
  const response = await fetch(`${app.simulator.url}/simulator/payments/${pidx}/${act}`, {
    method: 'POST',
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`The simulator refuses ${act}: ${await response.text()}`);
}
