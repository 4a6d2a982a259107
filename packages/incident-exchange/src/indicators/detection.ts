import type { FileIndicator } from '../file/incident-file.ts';
import type { IndicatorWarning } from './indicator.ts';
import { parseIndicator } from './parse.ts';
import { isWellKnownDomain } from './well-known.ts';

/** What keeps an indicator from being watched for: a rule made from it would fire on normal traffic, or on the victim. */
export type DetectionBar = Extract<
  IndicatorWarning,
  'own_domain' | 'private_address' | 'reserved_address' | 'internal_name' | 'well_known_service' | 'empty_file_hash'
>;

const BARS: readonly DetectionBar[] = ['private_address', 'reserved_address', 'internal_name', 'well_known_service', 'empty_file_hash'];

/** The name that an indicator points to, in ASCII and lower case; null when it points to none. */
function hostOf({ type, value }: Pick<FileIndicator, 'type' | 'value'>): string | null {
  if (type === 'domain') return value;
  if (type === 'email') return value.slice(value.lastIndexOf('@') + 1);
  return type === 'url' ? (URL.parse(value)?.hostname ?? null) : null;
}

/**
 * Whether an indicator names the victim: a domain of its own, one under it, a page or an address there. A domain that
 * many share (a mail provider's) belongs to nobody in particular.
 */
export function namesOwner(indicator: Pick<FileIndicator, 'type' | 'value'>, ownDomains: readonly string[]): boolean {
  const host = hostOf(indicator)?.toLowerCase();
  if (!host) return false;
  return ownDomains.map((domain) => domain.toLowerCase()).some((domain) => !isWellKnownDomain(domain) && (host === domain || host.endsWith(`.${domain}`)));
}

/** A page of a public service: one file there may be the attacker's, while the service is not. */
function isOnePage({ type, value }: Pick<FileIndicator, 'type' | 'value'>): boolean {
  const url = type === 'url' ? URL.parse(value) : null;
  return url !== null && (url.pathname !== '/' || url.search !== '');
}

/**
 * Why an indicator must not become a detection rule at whoever receives it; null when it may. It stays in the file, and
 * leaves as something that was seen.
 */
export function detectionBar(indicator: Pick<FileIndicator, 'type' | 'value'>, ownDomains: readonly string[] = []): DetectionBar | null {
  if (namesOwner(indicator, ownDomains)) return 'own_domain';
  const reading = parseIndicator(indicator.value, indicator.type);
  const bar = (reading.ok && BARS.find((one) => reading.indicator.warnings.includes(one))) || null;
  return bar === 'well_known_service' && isOnePage(indicator) ? null : bar;
}
