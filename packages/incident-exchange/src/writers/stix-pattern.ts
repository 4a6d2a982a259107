import type { FileIndicator } from '../file/incident-file.ts';

/** A string literal of the STIX pattern language (STIX 2.1 section 9.2): backslash and quote are escaped. */
export const stixLiteral = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Names of the hash algorithms (STIX 2.1 section 10.7). */
export const hashName = { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' } as const;

function filePattern(path: string): string {
  const separator = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  const name = path.slice(separator + 1);
  // `file:name` is the base name alone; a path that ends with a separator is a directory.
  if (separator < 0) return `[file:name = ${stixLiteral(name)}]`;
  const directory = stixLiteral(path.slice(0, separator) || path.charAt(0));
  if (name === '') return `[directory:path = ${directory}]`;
  return `[file:name = ${stixLiteral(name)} AND file:parent_directory_ref.path = ${directory}]`;
}

/** The pattern that finds an indicator, or null for a CVE: STIX says it with a vulnerability object. */
export function stixPattern({ type, value }: Pick<FileIndicator, 'type' | 'value'>): string | null {
  const literal = stixLiteral(value);
  switch (type) {
    case 'ipv4': return `[ipv4-addr:value = ${literal}]`;
    case 'ipv6': return `[ipv6-addr:value = ${literal}]`;
    case 'ipv4_network': return `[ipv4-addr:value ISSUBSET ${literal}]`;
    case 'ipv6_network': return `[ipv6-addr:value ISSUBSET ${literal}]`;
    case 'domain': return `[domain-name:value = ${literal}]`;
    case 'url': return `[url:value = ${literal}]`;
    case 'email': return `[email-addr:value = ${literal}]`;
    case 'file_name': return filePattern(value);
    case 'md5': return `[file:hashes.MD5 = ${literal}]`;
    case 'sha1': return `[file:hashes.'SHA-1' = ${literal}]`;
    case 'sha256': return `[file:hashes.'SHA-256' = ${literal}]`;
    case 'sha512': return `[file:hashes.'SHA-512' = ${literal}]`;
    case 'registry_key': return `[windows-registry-key:key = ${literal}]`;
    case 'user_agent': return `[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = ${literal}]`;
    case 'mutex': return `[mutex:name = ${literal}]`;
    case 'asn': return `[autonomous-system:number = ${value.slice(2)}]`;
    // STIX 2.1 has no wallet object; this name is the one that threat platforms read.
    case 'bitcoin': return `[cryptocurrency-wallet:value = ${literal}]`;
    case 'cve': return null;
  }
}
