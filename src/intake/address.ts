import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet. Loopback, private, link-local, multicast, unspecified,
 * carrier-grade NAT, documentation and benchmark ranges do not, nor do IPv6 forms that carry an IPv4 address inside
 * (mapped, NAT64, 6to4, Teredo), which would lead around the check (IANA special-purpose address registries, RFC 6890).
 * @param address an IPv4 or IPv6 address
 * @example isPublic('10.0.0.1') // false
 */
export function isPublic(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  if (!ipaddr.isValid(plain)) return false;
  const parsed = ipaddr.parse(plain);
  if (parsed.range() !== 'unicast') return false;
  // IPv6 hands out only 2000::/3 (RFC 4291); all else that is called unicast is reserved. Site-local and the old
  // IPv4-compatible form lie outside it.
  return parsed.kind() === 'ipv4' || ((parsed.toByteArray()[0] ?? 0) & 0xe0) === 0x20;
}
