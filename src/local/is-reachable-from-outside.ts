import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';

const inside = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  inside.addSubnet(network, bits, 'ipv4');
}
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');
inside.addSubnet('fe80::', 10, 'ipv6');

/** Whether a server that listens on this host may be reached from other networks than this machine's own. */
export async function isReachableFromOutside(host: string): Promise<boolean> {
  const addresses = await lookup(host, { all: true });
  return addresses.some(({ address, family }) => !inside.check(address, family === 6 ? 'ipv6' : 'ipv4'));
}
