import { type Program } from './program.ts';

export interface Buyer {
  token: string;
  pidx: string;
}

/** Signs up, opens a payment, pays it at the simulator, and verifies it. */
export async function buyOn(program: Program, code = 'standard'): Promise<Buyer> {
  const token = await signUpOn(program);
  const pidx = await initiateOn(program, token, code);
  await fetch(`${program.simulatorUrl}/simulator/payments/${pidx}/complete`, { method: 'POST' });
  await program.ask('mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { status } }', { pidx }, token);
  return { token, pidx };
}

export async function signUpOn(program: Program): Promise<string> {
  const { data } = await program.ask<{ signUp: { token: string } }>(
    'mutation { signUp(email: "newcomer@example.com", password: "correct horse", name: "N") { token } }',
  );
  return data.signUp.token;
}

export async function initiateOn(program: Program, token: string, code: string): Promise<string> {
  const { data } = await tryToInitiateOn(program, token, code);
  return data.initiatePayment.pidx;
}

export async function tryToInitiateOn(program: Program, token: string, code: string) {
  const { data } = await program.ask<{ plans: { id: string; code: string }[] }>('{ plans { id code } }');
  return program.ask<{ initiatePayment: { pidx: string } }>(
    'mutation ($id: ID!) { initiatePayment(planId: $id) { pidx } }',
    { id: data.plans.find((plan) => plan.code === code)?.id },
    token,
  );
}

export async function planOf(program: Program, token: string): Promise<string | undefined> {
  const { data } = await program.ask<{ mySubscription: { plan: { code: string } } | null }>(
    '{ mySubscription { plan { code } } }',
    {},
    token,
  );
  return data.mySubscription?.plan.code;
}

export async function setFaults(program: Program, faults: object[]): Promise<void> {
  await fetch(`${program.simulatorUrl}/simulator/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
}
