import { Agent } from 'node:http';
import got from 'got';
import { Pool } from 'undici';
import { settings } from './settings.ts';

export interface Initiated {
  pidx: string;
  payment_url: string;
  expires_at: string;
}

export interface LookedUp {
  pidx: string;
  status: string;
  total_amount: number;
  transaction_id: string | null;
  fee: number | null;
}

const TIMEOUT_MS = 10_000;
const headers = { authorization: `Key ${settings.khaltiSecretKey}`, 'content-type': 'application/json' };

const client = got.extend({
  prefixUrl: settings.khaltiBaseUrl,
  method: 'POST',
  agent: { http: new Agent({ keepAlive: true }) },
  headers,
  timeout: { lookup: TIMEOUT_MS / 2, connect: TIMEOUT_MS / 2, request: TIMEOUT_MS },
  retry: { limit: 0 },
  followRedirect: false,
  decompress: false,
});

const base = new URL(settings.khaltiBaseUrl);
const undiciPool = new Pool(base.origin, { connections: 32, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });

async function postByUndici(path: string, body: string): Promise<string> {
  const response = await undiciPool.request({ method: 'POST', path: `${base.pathname}${path}`, headers, body });
  if (response.statusCode !== 200) throw new Error(`Khalti answered ${response.statusCode}`);
  return response.body.text();
}

const post =
  process.env.PEER_CLIENT === 'undici' ? postByUndici : (path: string, body: string) => client(path, { body }).text();

/** Returns the body as text, to store it, and parsed. */
export async function postToKhalti(path: string, request: object): Promise<{ text: string; body: unknown }> {
  const text = await post(path, JSON.stringify(request));
  return { text, body: JSON.parse(text) };
}
