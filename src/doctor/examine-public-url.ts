import { type Findings, failure, ok, warning } from './finding.ts';
import { type Answer, request } from './request.ts';
import { codeOf, sentenceOf } from './run-checks.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const RENEW_WITHIN_DAYS = 14;

const REASONS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'its certificate has expired.',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself.',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that browsers do not know.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without the intermediate certificates.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not known here.',
  ENOTFOUND: 'its name cannot be resolved.',
  ECONNREFUSED: 'it refuses the connection.',
};
const RENEW = 'Renew the certificate at the proxy, with all intermediate certificates.';
const START = 'Start the server (npm start), and check PUBLIC_URL, the DNS, the proxy and the firewall.';

/** Whether customers reach this server at PUBLIC_URL, as far as this machine can tell. */
export async function examinePublicUrl(publicUrl: string, signal: AbortSignal): Findings {
  try {
    const answer = await request(new URL('/health/ready', publicUrl), { signal });
    return [judge(publicUrl, answer), ...judgeCertificate(answer)];
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = REASONS[codeOf(error)];
    const isCertificate = reason?.includes('certificate');
    return [failure(`${publicUrl}: ${reason ?? sentenceOf(error)}`, isCertificate ? RENEW : START)];
  }
}

function judge(publicUrl: string, { status, body }: Answer) {
  const { status: said, reason } = parse(body);
  if (status === 200 && said === 'ready') return ok(`${publicUrl} reaches this server, and it is ready.`);
  if (status === 503 && reason !== undefined) {
    return failure(`${publicUrl} reaches this server, but it is not ready: ${reason}.`, 'See the lines above.');
  }
  return failure(`${publicUrl} answers, but not as this server (HTTP ${status}).`, START);
}

function judgeCertificate({ certifiedUntil }: Answer) {
  if (certifiedUntil === null) return [];
  const days = Math.floor((certifiedUntil.getTime() - Date.now()) / DAY_MS);
  const says = `Its certificate is valid for ${days} more ${days === 1 ? 'day' : 'days'}.`;
  return [days < RENEW_WITHIN_DAYS ? warning(says, RENEW) : ok(says)];
}

function parse(body: string): { status?: string; reason?: string } {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** `httpUrl` is where browsers go if people type the name without https. */
export async function examineRedirection(publicUrl: string, httpUrl: URL, signal: AbortSignal): Findings {
  const advice = `Let the proxy redirect ${httpUrl.origin} to ${publicUrl}.`;
  try {
    const { status, headers } = await request(httpUrl, { signal });
    const isRedirected = status >= 300 && status < 400 && headers.location?.startsWith(publicUrl);
    if (isRedirected) return [ok(`${httpUrl.origin} redirects to it.`)];
    return [warning(`${httpUrl.origin} does not redirect to it (HTTP ${status}).`, advice)];
  } catch (error) {
    if (signal.aborted) throw error;
    return [warning(`${httpUrl.origin} does not redirect to it: ${sentenceOf(error)}`, advice)];
  }
}
