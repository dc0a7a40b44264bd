import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { ask, RETURN_URL, RequestFailed, session } from './client.ts';
import { type MySubscriptionQuery, type PlansQuery } from './gql/graphql.ts';
import { MySubscription, Pay, Plans, SignIn, SignOut, SignUp } from './operations.ts';

type Plan = PlansQuery['plans'][number];

export function App() {
  const [isSignedIn, setSignedIn] = useState(session.token !== null);
  const [problem, setProblem] = useState('');
  /** Runs what a button does, and shows why it has failed. */
  const run = useCallback(async (deed: () => Promise<void>) => {
    setProblem('');
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      if (error.code === 'UNAUTHENTICATED') {
        session.token = null;
        setSignedIn(false);
      }
      setProblem(error.message);
    }
  }, []);
  const enter = (token: string) => {
    session.token = token;
    setSignedIn(true);
  };
  const leave = async () => {
    await ask(SignOut, {});
    session.token = null;
    setSignedIn(false);
  };
  return (
    <main>
      <h1>An app with subscriptions</h1>
      {problem && <p role="alert">{problem}</p>}
      {isSignedIn ? <Subscription run={run} /> : <Entrance run={run} onEnter={enter} />}
      <PlanList run={run} isSignedIn={isSignedIn} />
      {isSignedIn && (
        <button type="button" onClick={() => void run(leave)}>
          Sign out
        </button>
      )}
    </main>
  );
}

interface Runs {
  run: (deed: () => Promise<void>) => Promise<void>;
}

function Entrance({ run, onEnter }: Runs & { onEnter: (token: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget);
    const account = { email: String(form.get('email')), password: String(form.get('password')) };
    const isNew = submitter?.getAttribute('value') === 'new';
    void run(async () => {
      if (isNew) onEnter((await ask(SignUp, { ...account, name: account.email })).signUp.token);
      else onEnter((await ask(SignIn, account)).signIn.token);
    });
  };
  return (
    <form onSubmit={submit}>
      <label>
        E-mail address <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit">Sign in</button>
      <button type="submit" value="new">
        Sign up
      </button>
    </form>
  );
}

function Subscription({ run }: Runs) {
  const [subscription, setSubscription] = useState<MySubscriptionQuery['mySubscription'] | undefined>();
  useEffect(() => {
    void run(async () => setSubscription((await ask(MySubscription, {})).mySubscription));
  }, [run]);
  if (subscription === undefined) return <p>Loading your subscription</p>;
  if (!subscription?.isActive) return <p>You have no access. Choose a plan.</p>;
  const until = new Date(subscription.endsAt).toLocaleDateString();
  return (
    <p>
      You have {subscription.plan.name} until {until}.
    </p>
  );
}

function PlanList({ run, isSignedIn }: Runs & { isSignedIn: boolean }) {
  const [plans, setPlans] = useState<Plan[]>([]);
  useEffect(() => {
    void run(async () => setPlans((await ask(Plans, {})).plans));
  }, [run]);
  return (
    <ul>
      {plans.map((plan) => (
        <li key={plan.id}>
          {plan.name}: Rs {plan.price} for {plan.durationDays} days{' '}
          {isSignedIn && (
            <button type="button" onClick={() => void run(() => pay(plan))}>
              Pay for {plan.name}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** If an answer is lost, the same key gives the same payment. After a payment has ended, `Paid` forgets the key. */
async function pay({ id: planId, pricePaisa }: Plan): Promise<void> {
  const name = `key ${planId}`;
  const key = sessionStorage.getItem(name) ?? crypto.randomUUID();
  sessionStorage.setItem(name, key);
  try {
    const { initiatePayment } = await ask(Pay, { planId, key, pricePaisa, returnUrl: RETURN_URL });
    if (initiatePayment.paymentUrl) location.assign(initiatePayment.paymentUrl);
  } catch (error) {
    if (error instanceof RequestFailed && !error.retryable) sessionStorage.removeItem(name);
    throw error;
  }
}
