import { afterEach } from '@jest/globals';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts';

export const order = {
  return_url: 'http://localhost:4000/payments/return',
  website_url: 'http://localhost:4000',
  amount: 135_000,
  purchase_order_id: 'order-1',
  purchase_order_name: 'Premium, 30 days',
};

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

/** Only the fields that tests use again are typed. */
interface Body {
  readonly pidx: string;
  readonly status: string;
  readonly transaction_id: string;
  readonly transactionId: string;
  readonly [field: string]: unknown;
}

const running = new Set<Simulator>();

afterEach(async () => {
  await Promise.all([...running].map((simulator) => simulator.close()));
  running.clear();
});

/** Starts a simulator that closes after the test. */
export async function start(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ port: 0, ...options });
  running.add(simulator);
  return simulator;
}

export async function send(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parseJson(text) as Body };
}

/** Calls Khalti's API, with the right key by default. */
export function call(simulator: Simulator, path: string, body: unknown, init: RequestInit = {}): Promise<Reply> {
  return send(`${simulator.url}/api/${path}`, {
    method: 'POST',
    headers: { authorization: `Key ${simulator.secretKey}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}

export const initiate = (simulator: Simulator, changes: object = {}): Promise<Reply> =>
  call(simulator, 'v2/epayment/initiate/', { ...order, ...changes });

export const lookup = (simulator: Simulator, pidx: string, init: RequestInit = {}): Promise<Reply> =>
  call(simulator, 'v2/epayment/lookup/', { pidx }, init);

export const refund = (simulator: Simulator, transactionId: string, body: unknown = {}): Promise<Reply> =>
  call(simulator, `merchant-transaction/${transactionId}/refund/`, body);

export async function openPayment(simulator: Simulator, changes: object = {}): Promise<string> {
  return (await initiate(simulator, changes)).body.pidx;
}

export async function completedPayment(simulator: Simulator): Promise<{ pidx: string; transactionId: string }> {
  const pidx = await openPayment(simulator);
  const { body } = await controlPayment(simulator, pidx, 'complete');
  return { pidx, transactionId: body.transactionId };
}

export function controlPayment(simulator: Simulator, pidx: string, action: string, body?: unknown): Promise<Reply> {
  return control(simulator, 'POST', `payments/${pidx}/${action}`, body);
}

export function control(simulator: Simulator, method: string, path: string, body?: unknown): Promise<Reply> {
  return send(`${simulator.url}/simulator/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
}

export const page = (simulator: Simulator, pidx: string): Promise<Reply> => send(`${simulator.url}/pay/?pidx=${pidx}`);

/** Presses a button on the payment page. */
export function press(simulator: Simulator, pidx: string, action: string, answer?: string): Promise<Reply> {
  const form = new URLSearchParams({ action, ...(answer !== undefined && { answer }) });
  return send(`${simulator.url}/pay/?pidx=${pidx}`, { method: 'POST', body: form });
}

/** Completes all steps of the payment page except the last one. */
export async function reachConfirm(simulator: Simulator, pidx: string): Promise<void> {
  await press(simulator, pidx, 'khalti-id', '9800000004');
  await press(simulator, pidx, 'mpin', '1111');
  await press(simulator, pidx, 'otp', '987654');
}

/** A clock that moves only when the test advances it. */
export function clock(start = Date.parse('2026-01-01T00:00:00Z')): {
  now: () => number;
  advance: (seconds: number) => void;
} {
  let at = start;
  return {
    now: () => at,
    advance: (seconds) => {
      at += seconds * 1000;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
