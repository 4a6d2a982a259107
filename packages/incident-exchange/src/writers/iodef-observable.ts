import type { FileIndicator } from '../file/incident-file.ts';
import type { IndicatorType } from '../indicators/indicator.ts';

// Algorithm identifiers of XML Signature, which RFC 7970 section 3.26.1 takes over.
const DIGEST_METHODS: Partial<Record<IndicatorType, string>> = {
  md5: 'http://www.w3.org/2001/04/xmldsig-more#md5',
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
};

// BulkObservable types, RFC 7970 section 3.29.3.1.
const BULK_TYPES: Partial<Record<IndicatorType, string>> = {
  ipv4: 'ipv4-addr',
  ipv6: 'ipv6-addr',
  ipv4_network: 'ipv4-net',
  ipv6_network: 'ipv6-net',
  domain: 'domain-name',
  url: 'site-uri',
  email: 'e-mail',
  file_name: 'file-path',
  registry_key: 'windows-reg-key',
  user_agent: 'http-user-agent',
  mutex: 'mutex',
  asn: 'asn',
};

/** The Observable of an indicator: exactly one child class, as RFC 7970 section 3.29.3 requires. */
export function iodefObservable({ type, value }: Pick<FileIndicator, 'type' | 'value'>): object {
  const digestMethod = DIGEST_METHODS[type];
  if (digestMethod !== undefined) {
    // XML Signature carries digests in base64.
    const digest = { DigestMethod: digestMethod, DigestValue: Buffer.from(value, 'hex').toString('base64') };
    return { FileData: { File: [{ HashData: { scope: 'file-contents', Hash: [digest] } }] } };
  }
  if (type === 'cve') {
    return { Reference: { URL: [`https://www.cve.org/CVERecord?id=${value}`], Description: [value] } };
  }
  const bulkType = BULK_TYPES[type];
  const typed = bulkType === undefined ? { type: 'ext-value', 'ext-type': type } : { type: bulkType };
  return { BulkObservable: { ...typed, BulkObservableList: type === 'asn' ? value.slice(2) : value } };
}
