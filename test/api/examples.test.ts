import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, type OperationDefinitionNode, OperationTypeNode, parse, print } from 'graphql';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti } from '../support/customer.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { openStream, type Stream } from '../support/stream.ts';

type Variables = Record<string, unknown>;

interface Data {
  plans?: { id: string }[];
  mySessions?: { id: string; isCurrent: boolean }[];
  initiatePayment?: { pidx: string };
  signUp?: { token: string };
  signIn?: { token: string };
  resetPassword?: { token: string };
  changePassword?: { token: string };
}

interface Step {
  /** Values for variables that come from an earlier response, or from a mail. */
  variables?: () => Variables | Promise<Variables>;
  data: object;
}

const EMAIL = 'customer@example.com';
const MAIL_WITHIN_MS = 10_000;

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const file = readFileSync('examples.graphql', 'utf8');
const operations = parse(file).definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
const examples = operations.map((operation) => [operation.name?.value ?? '', operation] as const);

/** From the responses so far. */
const known = { token: '', planId: '', pidx: '', sessionId: '' };
const withPidx = () => ({ pidx: known.pidx });

const steps: Record<string, Step> = {
  Plans: { data: { plans: [{ code: 'basic' }, { code: 'standard' }, { code: 'premium' }] } },
  SignUp: { data: { signUp: { user: { email: EMAIL } } } },
  ConfirmEmail: { variables: () => tokenFromMail('confirm-email'), data: { confirmEmail: true } },
  SignIn: { data: { signIn: { token: expect.any(String) } } },
  Me: { data: { me: { email: EMAIL, isEmailConfirmed: true } } },
  MySessions: { data: { mySessions: [{ isCurrent: true }, { isCurrent: false }] } },
  SignOutSession: { variables: () => ({ id: known.sessionId }), data: { signOutSession: true } },
  InitiatePayment: {
    variables: () => ({ planId: known.planId }),
    data: { initiatePayment: { status: 'INITIATED', paymentUrl: expect.any(String) } },
  },
  Payment: { variables: withPidx, data: { payment: { status: 'INITIATED' } } },
  PaymentUpdated: { variables: withPidx, data: { paymentUpdated: { status: 'INITIATED' } } },
  VerifyPayment: { variables: pay, data: { verifyPayment: { status: 'COMPLETED', subscription: { daysLeft: 30 } } } },
  MySubscription: { data: { mySubscription: { isActive: true, plan: { code: 'basic' } } } },
  MyOpenPayments: { data: { myOpenPayments: [] } },
  PlanChange: {
    variables: () => ({ planId: known.planId }),
    data: { planChange: { isNowPossible: false, message: expect.stringContaining('this plan now') } },
  },
  StartTrial: {
    variables: () => ({ planId: known.planId }),
    data: { startTrial: { periods: [{ source: 'PAYMENT' }, { source: 'TRIAL' }] } },
  },
  MyPayments: { data: { myPayments: { edges: [{ node: { status: 'COMPLETED' } }] } } },
  RequestPasswordReset: { data: { requestPasswordReset: true } },
  ResetPassword: {
    variables: () => tokenFromMail('reset-password'),
    data: { resetPassword: { user: { email: EMAIL } } },
  },
  UpdateProfile: { data: { updateProfile: { name: 'Customer Twelve' } } },
  ChooseLanguage: { data: { chooseLanguage: { language: 'NE' } } },
  ResendEmailConfirmation: { data: { resendEmailConfirmation: false } },
  ChangeEmail: { data: { changeEmail: { email: EMAIL, newEmail: 'customer.two@example.com' } } },
  CancelEmailChange: { data: { cancelEmailChange: { newEmail: null } } },
  ExportMyData: { data: { exportMyData: { account: { email: EMAIL }, payments: [{ status: 'COMPLETED' }] } } },
  ChangePassword: { data: { changePassword: { token: expect.any(String) } } },
  SignOutEverywhere: { data: { signOutEverywhere: true } },
  SignInAgain: { data: { signIn: { token: expect.any(String) } } },
  DeleteAccount: { data: { deleteAccount: true } },
  SignOut: { data: { signOut: true } },
};

let app: App;
let mailbox: Mailbox;
let stream: Stream;
beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ env: { SMTP_URL: mailbox.url } });
  await app.services.orm.em.fork().nativeUpdate(Plan, { code: 'basic' }, { trialDays: 7 });
  await startJobs(app.services);
});
afterAll(async () => {
  await app?.close();
  await mailbox?.close();
});

async function tokenFromMail(page: string): Promise<Variables> {
  for (const deadline = Date.now() + MAIL_WITHIN_MS; Date.now() < deadline; await sleep(50)) {
    for (const { text } of mailbox.messages) {
      const [, token] = new RegExp(`/${page}#token=([\\w-]+)`).exec(text) ?? [];
      if (token) return { token };
    }
  }
  throw new Error(`There is no mail with a link to ${page}`);
}

async function pay(): Promise<Variables> {
  await atKhalti(app, known.pidx, 'complete');
  return { pidx: known.pidx };
}

/** The variables in the comment just above the operation. */
function variablesOf({ loc }: OperationDefinitionNode): Variables {
  const comment = loc?.startToken.prev?.value ?? '';
  return comment.startsWith(' {') ? JSON.parse(comment) : {};
}

async function run(operation: OperationDefinitionNode, variables: Variables) {
  const query = print(operation);
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return app.ask<Data>(query, variables, known.token);
  stream = await openStream(app.url, String(variables.pidx), known.token, { query });
  const event = await stream.next();
  return { data: event?.data as Data, errors: event?.errors ?? [] };
}

function remember({ plans, mySessions, initiatePayment, signUp, signIn, resetPassword, changePassword }: Data): void {
  known.token = (signUp ?? signIn ?? resetPassword ?? changePassword)?.token ?? known.token;
  known.sessionId = mySessions?.find(({ isCurrent }) => !isCurrent)?.id ?? known.sessionId;
  known.planId = plans?.[0]?.id ?? known.planId;
  known.pidx = initiatePayment?.pidx ?? known.pidx;
}

describe('examples.graphql', () => {
  it('is valid as a whole, within the limits of a request', async () => {
    const body = JSON.stringify({ query: file, operationName: 'Plans' });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body });
    expect(await response.json()).toEqual({ data: { plans: expect.any(Array) } });
  });

  it('uses every root field of the schema', () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}));
    const used = operations.flatMap(({ selectionSet }) =>
      selectionSet.selections.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : '')),
    );
    expect([...new Set(used)].sort()).toEqual(fields.sort());
  });

  it.each(examples)('works when it is run in order: %s', async (name, operation) => {
    const step = steps[name];
    const variables = { ...variablesOf(operation), ...(await step?.variables?.()) };
    const declared = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
    expect(Object.keys(variables).sort()).toEqual(declared.sort());
    const { data, errors } = await run(operation, variables);
    expect(errors).toEqual([]);
    expect(data).toMatchObject(step?.data ?? { error: 'this example has no step in the test' });
    remember(data);
  });

  it('streams the completion to PaymentUpdated, then closes the stream', async () => {
    expect(await stream.next()).toMatchObject({ data: { paymentUpdated: { status: 'COMPLETED' } } });
    expect(await stream.next()).toBeNull();
  });
});
