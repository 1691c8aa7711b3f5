import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Groups of an IPv6 address that name a subscriber's network; the rest is theirs to choose. */
const NETWORK_GROUPS = 4;

/**
 * Whose request it is, for counting: the address of the connection, or of the caller as a trusted proxy names it (`TRUSTED_PROXIES`). Of
 * IPv6 only the network, for one subscriber has as many addresses in it as they like.
 */
export function callerAddress({ ip }: Pick<FastifyRequest, 'ip'>): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return isIPv6(address) ? `${groupsOf(address).slice(0, NETWORK_GROUPS).join(':')}::/64` : address;
}

/** The groups of an IPv6 address with those `::` leaves out. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const filled = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...filled, ...after].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}
