import { looksLikeIpv4, readAsn, readIpv4, readIpv6, readNetwork } from './addresses.ts';
import { looksLikeBitcoin, readBitcoin } from './bitcoin.ts';
import { refuse, type IndicatorReading, type IndicatorType, type ValueReading } from './indicator.ts';
import { readDomain, readEmail, readUrl } from './names.ts';
import { refang } from './refang.ts';
import {
  hashTypeOf, looksLikeFile, looksLikeMutex, looksLikeUserAgent, readCve, readFileName, readHash, readRegistryKey,
} from './system-traces.ts';

/** Longest line that is read, in UTF-16 units. */
export const MAX_LINE_LENGTH = 2048;

// Words that may announce a type, `mutex: Global\x`; none of them is hexadecimal, so no IPv6 is mistaken.
const ANNOUNCED: Readonly<Record<string, IndicatorType>> = {
  ipv4: 'ipv4', ipv6: 'ipv6', domain: 'domain', domaine: 'domain', url: 'url', email: 'email', mail: 'email',
  courriel: 'email', file: 'file_name', filename: 'file_name', fichier: 'file_name', md5: 'md5', sha1: 'sha1',
  'sha-1': 'sha1', sha256: 'sha256', 'sha-256': 'sha256', sha512: 'sha512', 'sha-512': 'sha512', regkey: 'registry_key',
  registry: 'registry_key', registre: 'registry_key', ua: 'user_agent', 'user-agent': 'user_agent', mutex: 'mutex',
  asn: 'asn', btc: 'bitcoin', bitcoin: 'bitcoin', cve: 'cve',
};

const asTyped = (text: string): ValueReading => ({ ok: true, value: text });

const READERS: { readonly [Type in IndicatorType]: (text: string) => ValueReading } = {
  ipv4: readIpv4,
  ipv6: readIpv6,
  ipv4_network: (text) => readNetwork(text, 4),
  ipv6_network: (text) => readNetwork(text, 6),
  domain: readDomain,
  url: readUrl,
  email: readEmail,
  file_name: readFileName,
  md5: (text) => readHash(text, 'md5'),
  sha1: (text) => readHash(text, 'sha1'),
  sha256: (text) => readHash(text, 'sha256'),
  sha512: (text) => readHash(text, 'sha512'),
  registry_key: readRegistryKey,
  user_agent: asTyped,
  mutex: asTyped,
  asn: readAsn,
  bitcoin: readBitcoin,
  cve: readCve,
};

// What a mail or a report puts around a value.
const BEFORE = ' \t\u00A0"\'`«»“”<•';
const AFTER = ' \t\u00A0"\'`«»“”>,;';

/** Index loops rather than a `+$` expression, which is quadratic on long runs. */
function unwrap(text: string): string {
  let start = /^[*-][ \t]/.test(text) ? 1 : 0;
  let end = text.length;
  while (start < end && BEFORE.includes(text.charAt(start))) start += 1;
  while (end > start && AFTER.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

// Zero-width characters survive every copy and paste.
const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF]/g;
// Control characters, and marks that reverse the reading direction to disguise an extension.
const CONTROL = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

function announced(text: string): { type: IndicatorType; rest: string } | null {
  const colon = text.indexOf(':');
  if (colon < 1 || colon > 12 || text.startsWith('//', colon + 1)) return null;
  const word = text.slice(0, colon).trim().toLowerCase();
  const type = Object.hasOwn(ANNOUNCED, word) ? ANNOUNCED[word] : undefined;
  return type === undefined ? null : { type, rest: text.slice(colon + 1).trim() };
}

// Types whose text may legitimately contain what looks like defanging.
const KEPT_AS_TYPED: ReadonlySet<IndicatorType> = new Set(['file_name', 'registry_key', 'user_agent', 'mutex']);

/** The type of a text that was not defanged, when its shape alone tells. */
function systemTrace(text: string): IndicatorType | null {
  if (/^HK(?:LM|CU|CR|CC|U|EY_[A-Z_]{4,20}):?\\/i.test(text)) return 'registry_key';
  if (looksLikeUserAgent(text)) return 'user_agent';
  if (looksLikeMutex(text)) return 'mutex';
  // A slash may start the local part of a mail address.
  return looksLikeFile(text) && !readEmail(text).ok ? 'file_name' : null;
}

/** The type of a refanged text; order matters: the most specific shape first. */
function networkTrace(text: string): IndicatorType | null {
  if (/^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(text)) return 'url';
  if (/^CVE[-‐‑‒–—]/i.test(text)) return 'cve';
  if (/^AS ?\d{1,10}$/i.test(text)) return 'asn';
  const hash = hashTypeOf(text);
  if (hash !== undefined) return hash;
  if (looksLikeBitcoin(text)) return 'bitcoin';
  if (/^[\d.]{7,15}\/\d{1,3}$/.test(text)) return 'ipv4_network';
  if (looksLikeIpv4(text) || /^[\d.]{7,15}:\d{1,5}$/.test(text)) return 'ipv4';
  if (/^[0-9a-f:.]{2,45}\/\d{1,3}$/i.test(text) && text.includes(':')) return 'ipv6_network';
  if (/^\[?[0-9a-f:.]{2,45}(?:\]:\d{1,5})?$/i.test(text) && text.includes(':')) return 'ipv6';
  if (text.includes('@')) return 'email';
  return text.includes('.') && !/[\s/]/.test(text) ? 'domain' : null;
}

function unknownShape(text: string): IndicatorReading {
  if (/^[0-9a-f]{24,}$/i.test(text)) return refuse('invalid_hash');
  const slash = text.indexOf('/');
  return refuse(slash > 0 && readDomain(text.slice(0, slash)).ok ? 'url_without_scheme' : 'unrecognised');
}

function readAs(type: IndicatorType, text: string): IndicatorReading {
  const reading = READERS[type](text);
  if (!reading.ok) return reading;
  if (reading.value.length > MAX_LINE_LENGTH) return refuse('too_long');
  const { value, readable = value, warnings = [] } = reading;
  return { ok: true, indicator: { type, value, readable, warnings } };
}

/**
 * Reads one pasted line as an indicator of compromise: refangs it, recognises its type, normalises it.
 * `type` forces the type when the user chose it; a line may also announce it (`mutex: Global\abc`).
 * Refusals are codes of `INDICATOR_REFUSALS`; warnings never refuse.
 */
export function parseIndicator(line: string, type?: IndicatorType): IndicatorReading {
  if (line.length > MAX_LINE_LENGTH) return refuse('too_long');
  const visible = line.replace(INVISIBLE, '').trim();
  const text = type !== undefined && KEPT_AS_TYPED.has(type) ? visible : unwrap(visible);
  if (text === '') return refuse('empty');
  if (CONTROL.test(text) || !text.isWellFormed()) return refuse('control_characters');
  const announcement = type === undefined ? announced(text) : null;
  if (announcement?.rest === '') return refuse('unrecognised');
  const known = type ?? announcement?.type ?? systemTrace(text);
  const typed = announcement?.rest ?? text;
  if (known !== null && KEPT_AS_TYPED.has(known)) return readAs(known, refangSchemes(typed));
  const plain = refang(unwrap(typed));
  if (plain === null) return refuse('unrecognised');
  const recognised = known ?? systemTrace(plain) ?? networkTrace(plain);
  return recognised === null ? unknownShape(plain) : readAs(recognised, plain);
}

// Only what `defang` may have broken in these types.
function refangSchemes(text: string): string {
  return text.replace(/(h)xx(ps?:\/\/)/gi, '$1tt$2');
}
