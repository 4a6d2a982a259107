import type { FileIndicator } from '../file/incident-file.ts';
import { hashName } from './stix-pattern.ts';
import { uuidV5 } from './uuid.ts';

/** An observable of STIX 2.1, without what the bundle adds to each object. */
export type StixObservable = { readonly type: string; readonly id: string; readonly [key: string]: unknown };

// STIX 2.1 section 2.9: the namespace of observables, the same for everyone, so that one address is one object.
const OBSERVABLE_NAMESPACE = '00abedb4-aa42-466c-9c01-fed23315a9b7';

// The properties by which each type is identified; JSON of one property is canonical as it stands (RFC 8785).
function observable(type: string, properties: Record<string, unknown>): StixObservable {
  return { type, id: `${type}--${uuidV5(OBSERVABLE_NAMESPACE, JSON.stringify(properties))}`, ...properties };
}

/** What was seen, as an observable; null for what STIX has no observable of. */
export function stixObservable({ type, value }: Pick<FileIndicator, 'type' | 'value'>): StixObservable | null {
  switch (type) {
    case 'ipv4':
    case 'ipv4_network': return observable('ipv4-addr', { value });
    case 'ipv6':
    case 'ipv6_network': return observable('ipv6-addr', { value });
    case 'domain': return observable('domain-name', { value });
    case 'url': return observable('url', { value });
    case 'email': return observable('email-addr', { value });
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512': return observable('file', { hashes: { [hashName[type]]: value } });
    case 'asn': return observable('autonomous-system', { number: Number(value.slice(2)) });
    default: return null;
  }
}
