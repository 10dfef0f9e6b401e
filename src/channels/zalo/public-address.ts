import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Public by number, but a cloud's own service for the machine that asks (Azure's WireServer). */
const CLOUD_SERVICES: readonly string[] = ['168.63.129.16'];
/** The only IPv6 block that is routed between networks (RFC 4291, IANA registry). */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is on the public internet: not this machine, not the network around it, not a cloud's metadata, not
 * a translation of one of these into IPv6.
 */
export function isPublicAddress(address: string): boolean {
  // Before the library, which also takes short forms such as 127.1.
  if (isIP(address) === 0 || CLOUD_SERVICES.includes(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6);
}
