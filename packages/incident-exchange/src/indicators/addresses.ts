import ipaddr from 'ipaddr.js';
import { refuse, type IndicatorWarning, type ValueReading } from './indicator.ts';
import { WELL_KNOWN_ADDRESSES } from './well-known.ts';

const PRIVATE_RANGES: ReadonlySet<string> = new Set(['private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat']);

function warningsOf(address: ipaddr.IPv4 | ipaddr.IPv6, canonical: string): IndicatorWarning[] {
  if (WELL_KNOWN_ADDRESSES.has(canonical)) return ['well_known_service'];
  const range = address.range();
  if (range === 'unicast') return [];
  return [PRIVATE_RANGES.has(range) ? 'private_address' : 'reserved_address'];
}

/** Whether the text is four dotted decimal numbers, valid or not. */
export function looksLikeIpv4(text: string): boolean {
  return /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(text);
}

/** Strict dotted decimal: leading zeros are refused, since tools disagree on whether they are octal. */
export function readIpv4(text: string): ValueReading {
  const octets = text.split('.', 5);
  const valid = octets.length === 4 && octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255);
  if (!valid) return refuse(/^[\d.]{7,15}:\d{1,5}$/.test(text) ? 'address_with_port' : 'invalid_address');
  return { ok: true, value: text, warnings: warningsOf(ipaddr.IPv4.parse(text), text) };
}

/** IPv6 in any notation, rewritten per RFC 5952. A zone (`%eth0`) is refused: it means nothing elsewhere. */
export function readIpv6(text: string): ValueReading {
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) {
    return refuse(/^\[[0-9a-f:.]{2,45}\]:\d{1,5}$/i.test(text) ? 'address_with_port' : 'invalid_address');
  }
  const address = ipaddr.IPv6.parse(text);
  const value = address.toRFC5952String();
  return { ok: true, value, warnings: warningsOf(address, value) };
}

function networkWarnings(sameAddress: boolean, wide: boolean, base: readonly IndicatorWarning[] = []): IndicatorWarning[] {
  const warnings: IndicatorWarning[] = base.filter((warning) => warning !== 'well_known_service');
  if (!sameAddress) warnings.push('host_bits_cleared');
  if (wide) warnings.push('wide_network');
  return warnings;
}

/** `address/prefix`; host bits are cleared, with a warning. */
export function readNetwork(text: string, family: 4 | 6): ValueReading {
  const slash = text.indexOf('/');
  const base = family === 4 ? readIpv4(text.slice(0, slash)) : readIpv6(text.slice(0, slash));
  if (slash < 0 || !base.ok) return refuse('invalid_address');
  const prefixText = text.slice(slash + 1);
  const prefix = Number(prefixText);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(prefixText) || prefix > (family === 4 ? 32 : 128)) return refuse('invalid_prefix');
  const network =
    family === 4
      ? ipaddr.IPv4.networkAddressFromCIDR(`${base.value}/${prefix}`).toString()
      : ipaddr.IPv6.networkAddressFromCIDR(`${base.value}/${prefix}`).toRFC5952String();
  const wide = prefix < (family === 4 ? 8 : 19);
  return { ok: true, value: `${network}/${prefix}`, warnings: networkWarnings(network === base.value, wide, base.warnings) };
}

const MAX_ASN = 4_294_967_295;

function asnWarnings(number: number): IndicatorWarning[] {
  // RFC 6996 (private use) and RFC 5398 (documentation).
  if ((number >= 64512 && number <= 65534) || (number >= 4_200_000_000 && number < MAX_ASN)) return ['private_address'];
  if (number === 0 || number === 65535 || number === MAX_ASN || (number >= 64496 && number <= 64511)) return ['reserved_address'];
  return number >= 65536 && number <= 65551 ? ['reserved_address'] : [];
}

/** `AS64500`, `as 64500` or a bare number when the type is given (RFC 5396 plain notation). */
export function readAsn(text: string): ValueReading {
  const digits = /^(?:AS ?)?(\d{1,10})$/i.exec(text)?.[1];
  const number = Number(digits);
  if (digits === undefined || number > MAX_ASN) return refuse('invalid_asn');
  return { ok: true, value: `AS${number}`, warnings: asnWarnings(number) };
}
