import { createHash } from 'node:crypto';
import type { IncidentFile } from '../file/incident-file.ts';

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

/** A name-based UUID, version 5 (RFC 9562 section 5.5). */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1').update(bytesOf(namespace)).update(name, 'utf8').digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

// RFC 9562 appendix: the namespace of URLs. STIX 2.1 keeps its own namespace for observables (`stix-observed.ts`): nothing else may use it.
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** Namespace of every identifier that the writers derive. */
export const EXCHANGE_NAMESPACE = uuidV5(URL_NAMESPACE, 'urn:hygie:incident-exchange');

/** Identifier of the incident: the one given, else derived from who issues it and its number. */
export const incidentUuid = (file: IncidentFile): string =>
  file.uuid ?? uuidV5(EXCHANGE_NAMESPACE, JSON.stringify(['incident', file.issuer.domain, file.number]));

/** Identifier of a part of an incident, stable as long as the part keeps its name. */
export const partUuid = (file: IncidentFile, ...name: readonly string[]): string =>
  uuidV5(incidentUuid(file), JSON.stringify(name));

/** Identifier of an issuer: the same in every incident that it issues. */
export const issuerUuid = (file: IncidentFile): string =>
  uuidV5(EXCHANGE_NAMESPACE, JSON.stringify(['issuer', file.issuer.domain]));
