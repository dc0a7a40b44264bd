import { isIPv4 } from 'node:net';
import { type Said, say } from '../languages/say.ts';

export const MAX_EMAIL_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/i;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const TOP_LEVEL = /^([a-z]{2,63}|xn--[a-z0-9-]+)$/i;

/** Why no mail server accepts this address, or null. Khalti may refuse it too, and then the customer could never pay. */
export function emailFault(address: string): Said | null {
  if (address.length > MAX_EMAIL_LENGTH) return say(({ email }) => email.atMost(MAX_EMAIL_LENGTH));
  const at = address.lastIndexOf('@');
  if (at < 0) return say(({ email }) => email.noAt);
  return faultOfLocal(address.slice(0, at)) ?? faultOfDomain(address.slice(at + 1));
}

function faultOfLocal(local: string): Said | null {
  if (local === '') return say(({ email }) => email.noLocal);
  if (local.length > MAX_LOCAL_LENGTH) {
    return say(({ email }) => email.localAtMost(MAX_LOCAL_LENGTH));
  }
  if (/^\.|\.\.|\.$/.test(local)) {
    return say(({ email }) => email.dots);
  }
  return LOCAL.test(local) ? null : say(({ email }) => email.localCharacter);
}

function faultOfDomain(domain: string): Said | null {
  if (isIPv4(domain) || domain.startsWith('[')) {
    return say(({ email }) => email.network);
  }
  const labels = domain.split('.');
  if (labels.length < 2) {
    return say(({ email }) => email.noFullDomain);
  }
  if (!labels.every((label) => LABEL.test(label)) || !TOP_LEVEL.test(labels.at(-1) ?? '')) {
    return say(({ email }) => email.domain);
  }
  return null;
}
