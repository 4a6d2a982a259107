import { refuse, type IndicatorType, type ValueReading } from './indicator.ts';
import { EMPTY_FILE_HASHES } from './well-known.ts';

const HASH_TYPES: ReadonlyMap<number, 'md5' | 'sha1' | 'sha256' | 'sha512'> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
  [128, 'sha512'],
]);

/** Which hash a hexadecimal text is, by its length. */
export function hashTypeOf(text: string): IndicatorType | undefined {
  return /^[0-9a-f]+$/i.test(text) ? HASH_TYPES.get(text.length) : undefined;
}

export function readHash(text: string, type: IndicatorType): ValueReading {
  if (hashTypeOf(text) !== type) return refuse('invalid_hash');
  const value = text.toLowerCase();
  return { ok: true, value, warnings: EMPTY_FILE_HASHES.has(value) ? ['empty_file_hash'] : [] };
}

// STIX 2.1 section 6.17 requires the hive in full.
const HIVES: Readonly<Record<string, string>> = {
  HKCR: 'HKEY_CLASSES_ROOT',
  HKCU: 'HKEY_CURRENT_USER',
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKU: 'HKEY_USERS',
  HKCC: 'HKEY_CURRENT_CONFIG',
};

/** A registry key: hive in full and upper case, the rest as typed. */
export function readRegistryKey(text: string): ValueReading {
  const separator = text.indexOf('\\');
  const hive = (separator < 0 ? text : text.slice(0, separator)).toUpperCase().replace(/:$/, '');
  const full = HIVES[hive] ?? (Object.values(HIVES).includes(hive) ? hive : undefined);
  if (full === undefined || separator < 0 || separator === text.length - 1) return refuse('invalid_registry_key');
  return { ok: true, value: full + text.slice(separator) };
}

/** CVE-YYYY-N, with 4 to 19 digits (CVE numbering rules); typographic dashes are accepted. */
export function readCve(text: string): ValueReading {
  const value = text.replace(/[‐‑‒–—]/g, '-').toUpperCase();
  return /^CVE-(?:19|20)\d{2}-\d{4,19}$/.test(value) ? { ok: true, value } : refuse('invalid_cve');
}

// Extensions seen in malicious files and that are no top-level domain.
const FILE_EXTENSIONS: ReadonlySet<string> = new Set(
  ('7z aspx asp bat bin chm cmd cpl dat dll doc docm docx dotm elf exe gz hta htm html img iso jar js jse jsp lnk log ' +
    'msi msix msu ocx one pdf php ppt pptm pptx ps1 psm1 rar reg rtf scr svg sys tar tmp txt url vbe vbs vhd vhdx wsf xll ' +
    'xls xlsb xlsm xlsx xml').split(' '),
);
// Both a common archive and a top-level domain.
const AMBIGUOUS_EXTENSIONS: ReadonlySet<string> = new Set(['zip', 'cab']);

const extensionOf = (text: string): string => text.slice(text.lastIndexOf('.') + 1).toLowerCase();

/** Whether the text is a path, or a name whose extension says that it is a file. */
export function looksLikeFile(text: string): boolean {
  if (/^(?:[A-Za-z]:[\\/]|\\\\|\/|~\/|\.{1,2}[\\/]|%[A-Za-z_()0-9]{1,40}%[\\/])/.test(text)) return true;
  if (!text.includes('.') || /[/@]/.test(text)) return false;
  return FILE_EXTENSIONS.has(extensionOf(text)) || AMBIGUOUS_EXTENSIONS.has(extensionOf(text));
}

export function readFileName(text: string): ValueReading {
  const ambiguous = !/[\\/ ]/.test(text) && text.includes('.') && AMBIGUOUS_EXTENSIONS.has(extensionOf(text));
  return { ok: true, value: text, warnings: ambiguous ? ['file_name_or_domain'] : [] };
}

// First product tokens (RFC 9110 section 10.1.5) common enough to be told from a path.
const USER_AGENT = /^(?:Mozilla|Opera|Dalvik|curl|Wget|python-requests|Python-urllib|Go-http-client|okhttp|PowerShell|WindowsPowerShell|Microsoft-CryptoAPI|Microsoft BITS|Java|Apache-HttpClient|libwww-perl|Nmap|sqlmap|masscan|zgrab)\/\d/i;

export const looksLikeUserAgent = (text: string): boolean => USER_AGENT.test(text);

/** Windows kernel object names carry their namespace. */
export const looksLikeMutex = (text: string): boolean => /^(?:Global|Local|Session)\\[^\\]/i.test(text);
