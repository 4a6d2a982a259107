import { domainToASCII, domainToUnicode } from 'node:url';
import { looksLikeIpv4, readIpv4, readIpv6 } from './addresses.ts';
import { refuse, type IndicatorWarning, type ValueReading } from './indicator.ts';
import { isInternalName, isWellKnownDomain } from './well-known.ts';

// Underscores are legal in DNS names (RFC 8552) and attackers use them.
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const TOP_LABEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
// Characters that IDNA would turn into something else, or that belong to a URL.
const NOT_IN_NAMES = /[\s%/\\?#@:[\]<>^|"'(){}]/;

function nameWarnings(name: string): IndicatorWarning[] {
  if (isInternalName(name)) return ['internal_name'];
  return isWellKnownDomain(name) ? ['well_known_service'] : [];
}

/** A domain name in its ASCII form, with its Unicode form kept readable (RFC 5891). */
export function readDomain(text: string): ValueReading {
  // `*.evil.example` means the domain and all that is under it, which is how a domain indicator is read.
  const bare = text.startsWith('*.') ? text.slice(2) : text;
  const typed = bare.endsWith('.') ? bare.slice(0, -1) : bare;
  if (typed.length > 253 || NOT_IN_NAMES.test(typed)) return refuse('invalid_domain');
  const value = domainToASCII(typed);
  const labels = value.split('.');
  const top = labels.at(-1) ?? '';
  const valid = value.length <= 253 && labels.length >= 2 && labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(top);
  if (!valid) return refuse('invalid_domain');
  return { ok: true, value, readable: domainToUnicode(value), warnings: nameWarnings(value) };
}

// RFC 5322 dot-atom characters; quoted local parts are not used by anyone who wants an answer.
const LOCAL_PART = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;

/** `local@domain`; the local part keeps its case, since RFC 5321 makes it the receiver's. */
export function readEmail(text: string): ValueReading {
  const at = text.lastIndexOf('@');
  const domain = readDomain(text.slice(at + 1));
  if (at < 1 || !LOCAL_PART.test(text.slice(0, at)) || !domain.ok) return refuse('invalid_email');
  const local = text.slice(0, at);
  const internal = domain.warnings?.filter((warning) => warning === 'internal_name') ?? [];
  return { ok: true, value: `${local}@${domain.value}`, readable: `${local}@${domain.readable}`, warnings: internal };
}

function readHost(hostname: string): ValueReading {
  if (hostname.startsWith('[')) return readIpv6(hostname.slice(1, -1));
  return looksLikeIpv4(hostname) ? readIpv4(hostname) : readDomain(hostname);
}

const ACCEPTED_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'ftp:']);

/** An absolute URL, serialised per the WHATWG standard: what the browser of the victim would have opened. */
export function readUrl(text: string): ValueReading {
  if (!/^[a-z][a-z0-9+.-]{0,30}:/i.test(text)) return refuse('url_without_scheme');
  const url = URL.parse(text);
  if (!url) return refuse('invalid_url');
  if (!ACCEPTED_SCHEMES.has(url.protocol)) return refuse('unsupported_scheme');
  const host = readHost(url.hostname);
  // Single-label hosts exist inside networks: worth a warning, not a refusal.
  if (!host.ok) {
    if (!LABEL.test(url.hostname)) return refuse('invalid_url');
    return { ok: true, value: url.href, warnings: ['internal_name'] };
  }
  const readable = host.readable === undefined ? url.href : url.href.replace(host.value, host.readable);
  return { ok: true, value: url.href, readable, warnings: host.warnings ?? [] };
}
