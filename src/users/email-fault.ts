import { isIPv4 } from 'node:net';

export const MAX_EMAIL_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/i;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const TOP_LEVEL = /^([a-z]{2,63}|xn--[a-z0-9-]+)$/i;

/** Why no mail server accepts this address, or null. Khalti may refuse it too, and then the customer could never pay. */
export function emailFault(address: string): string | null {
  if (address.length > MAX_EMAIL_LENGTH) return `An e-mail address must have at most ${MAX_EMAIL_LENGTH} characters.`;
  const at = address.lastIndexOf('@');
  if (at < 0) return 'An e-mail address must have an @.';
  return faultOfLocal(address.slice(0, at)) ?? faultOfDomain(address.slice(at + 1));
}

function faultOfLocal(local: string): string | null {
  if (local === '') return 'The part of the e-mail address before the @ is missing.';
  if (local.length > MAX_LOCAL_LENGTH) {
    return `The part of the e-mail address before the @ must have at most ${MAX_LOCAL_LENGTH} characters.`;
  }
  if (/^\.|\.\.|\.$/.test(local)) {
    return 'The part of the e-mail address before the @ must not begin or end with a dot, or have two dots in a row.';
  }
  return LOCAL.test(local) ? null : 'The part of the e-mail address before the @ has a character that is not allowed.';
}

function faultOfDomain(domain: string): string | null {
  if (isIPv4(domain) || domain.startsWith('[')) {
    return 'The part of the e-mail address after the @ must be a domain name, not a network address.';
  }
  const labels = domain.split('.');
  if (labels.length < 2) {
    return 'The part of the e-mail address after the @ must be a full domain name, such as example.com.';
  }
  if (!labels.every((label) => LABEL.test(label)) || !TOP_LEVEL.test(labels.at(-1) ?? '')) {
    return 'The part of the e-mail address after the @ is not a valid domain name.';
  }
  return null;
}
