import { isIPv4, isIPv6 } from 'node:net';

const UNKNOWN = 'unknown';
// An IPv6 address with a zone and a port is shorter. Longer values are not worth parsing.
const MAX_LENGTH = 100;

/**
 * What limits count as one client: an IPv4 address, or the /64 of an IPv6 address, because every IPv6 customer owns at least
 * a /64. Proxies report addresses in many forms. All values that are no address count as one client, so that inventing them
 * gives no new allowance. A connection that was just reset has no address.
 */
export function clientAddress(reported: string | undefined): string {
  if (reported === undefined || reported.length > MAX_LENGTH) return UNKNOWN;
  if (isIPv4(reported)) return reported;
  const host = withoutPort(reported.trim());
  if (isIPv4(host)) return host;
  const address = host.split('%', 1)[0] ?? '';
  return isIPv6(address) ? withoutInterface(groupsOf(address)) : UNKNOWN;
}

/** Without brackets too. An IPv6 address without brackets cannot have a port. */
function withoutPort(text: string): string {
  return /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const [before = [], after = []] = address
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':').flatMap(parse)));
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

/** A group of hexadecimal digits, or an IPv4 address at the end, which is two groups. */
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
