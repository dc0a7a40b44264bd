import { isIPv4, isIPv6 } from 'node:net';

const UNKNOWN = 'unknown';
const MAX_LENGTH = 100;

/**
 * What limits count as one client: an IPv4 address, or a /64, which is the least that a customer with IPv6 has. Proxies report
 * addresses in many forms. What is no address counts as one client, so that invented values give no new allowance.
 */
export function clientAddress(reported: string | undefined): string {
  if (reported === undefined || reported.length > MAX_LENGTH) return UNKNOWN;
  if (isIPv4(reported)) return reported;
  const host = withoutPort(reported.trim());
  if (isIPv4(host)) return host;
  const address = host.split('%', 1)[0] ?? '';
  return isIPv6(address) ? withoutInterface(groupsOf(address)) : UNKNOWN;
}

function withoutPort(text: string): string {
  return /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
}

function groupsOf(address: string): number[] {
  const [before = [], after = []] = address
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':').flatMap(parse)));
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function parse(group: string): number[] {
  if (!group.includes('.')) return [parseInt(group, 16)];
  const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

function withoutInterface(groups: number[]): string {
  const [, , , , , mark, high = 0, low = 0] = groups;
  const isMapped = mark === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}
