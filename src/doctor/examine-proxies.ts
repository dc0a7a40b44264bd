import { z } from 'zod';
import { createDoctorToken, DOCTOR_HEADER, SEEN_PATH } from '../auth/doctor-token.ts';
import { type Findings, failure, note, ok } from './finding.ts';
import { request } from './request.ts';

// An address that nobody has (RFC 5737).
const FORGED = '192.0.2.77';

const seenAnswer = z.object({ trustProxy: z.int(), address: z.string(), forwardedFor: z.array(z.string()) });

/** Sends a request through PUBLIC_URL with a forged address, and compares how the server saw it with TRUST_PROXY. */
export async function examineProxies(publicUrl: string, secretKey: string, signal: AbortSignal): Findings {
  const headers = { 'x-forwarded-for': FORGED, [DOCTOR_HEADER]: createDoctorToken(secretKey) };
  const answer = await request(new URL(SEEN_PATH, publicUrl), { headers, signal }).catch(() => null);
  // The check of PUBLIC_URL says why.
  if (answer === null) return [note('Not checked, because PUBLIC_URL is not reached.')];
  const { status, body } = answer;
  if (status !== 200) {
    const advice = 'The server at PUBLIC_URL must run this version, with the same KHALTI_SECRET_KEY as here.';
    return [note(`The server does not say how it saw a request (HTTP ${status}).`, advice)];
  }
  const { trustProxy, address, forwardedFor } = seenAnswer.parse(JSON.parse(body));
  // A proxy adds the address of its client, or replaces what it was sent.
  const proxies = forwardedFor.length - (forwardedFor[0] === FORGED ? 1 : 0);
  const counted = `${proxies} ${proxies === 1 ? 'proxy' : 'proxies'} in front of the server`;
  if (trustProxy === proxies && address !== FORGED) {
    return [ok(`There ${proxies === 1 ? 'is' : 'are'} ${counted}, as TRUST_PROXY says.`)];
  }
  const advice = `Set TRUST_PROXY=${proxies}, unless customers come by another way than this request.`;
  const consequence =
    trustProxy > proxies
      ? 'clients can forge their address'
      : 'all customers share the address of a proxy, and its limits';
  return [failure(`TRUST_PROXY is ${trustProxy}, and this request saw ${counted}: ${consequence}.`, advice)];
}
