import { randomInt } from 'node:crypto';
import { GatewayMisconfigured, GatewayRefused, GatewayUnavailable } from '../errors.ts';
import { type KhaltiClient } from '../khalti/khalti-client.ts';
import { type Findings, failure, ok, warning } from './finding.ts';
import { asSentence } from './run-checks.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PIDX_LENGTH = 22;
const COMPARE_KEY =
  'Compare KHALTI_SECRET_KEY with the live_secret_key on the dashboard that belongs to KHALTI_BASE_URL.';

/** Looks up a pidx that nobody has: Khalti refuses the key, or does not know the pidx. */
export async function examineKey(khalti: KhaltiClient, signal: AbortSignal): Findings {
  const { baseUrl } = khalti;
  try {
    await khalti.lookup(randomPidx(), signal);
    return [ok(`${baseUrl} accepts the key.`)];
  } catch (error) {
    if (error instanceof GatewayMisconfigured) return [failure(`${baseUrl} refuses the key.`, COMPARE_KEY)];
    if (error instanceof GatewayUnavailable) {
      const advice = 'Check KHALTI_BASE_URL, the network and the proxy of this machine. Khalti itself may be down.';
      return [failure(`${baseUrl} gives no answer: ${asSentence(error.reason)}`, advice)];
    }
    if (!(error instanceof GatewayRefused)) throw error;
    const isUnknown = error.answer?.body.includes('Not found.');
    if (isUnknown) return [ok(`${baseUrl} accepts the key.`)];
    return [warning(`${baseUrl} gives an answer that is not documented: ${asSentence(error.reason)}`, COMPARE_KEY)];
  }
}

function randomPidx(): string {
  return Array.from({ length: PIDX_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
