import type { Bilingual } from '../bilingual.ts';

/** Types of indicators of compromise, with the label that the form and the exports show. */
export const INDICATOR_TYPES = {
  ipv4: { fr: 'Adresse IPv4', en: 'IPv4 address' },
  ipv6: { fr: 'Adresse IPv6', en: 'IPv6 address' },
  ipv4_network: { fr: 'Réseau IPv4', en: 'IPv4 network' },
  ipv6_network: { fr: 'Réseau IPv6', en: 'IPv6 network' },
  domain: { fr: 'Nom de domaine', en: 'Domain name' },
  url: { fr: 'URL', en: 'URL' },
  email: { fr: 'Adresse électronique', en: 'Email address' },
  file_name: { fr: 'Nom de fichier', en: 'File name' },
  md5: { fr: 'Empreinte MD5', en: 'MD5 hash' },
  sha1: { fr: 'Empreinte SHA-1', en: 'SHA-1 hash' },
  sha256: { fr: 'Empreinte SHA-256', en: 'SHA-256 hash' },
  sha512: { fr: 'Empreinte SHA-512', en: 'SHA-512 hash' },
  registry_key: { fr: 'Clé de registre Windows', en: 'Windows registry key' },
  user_agent: { fr: 'Agent utilisateur HTTP', en: 'HTTP user agent' },
  mutex: { fr: 'Mutex', en: 'Mutex' },
  asn: { fr: 'Système autonome (AS)', en: 'Autonomous system (AS)' },
  bitcoin: { fr: 'Adresse bitcoin', en: 'Bitcoin address' },
  cve: { fr: 'Vulnérabilité (CVE)', en: 'Vulnerability (CVE)' },
} as const satisfies Record<string, Bilingual>;

/** Code of an indicator's type. */
export type IndicatorType = keyof typeof INDICATOR_TYPES;

/** What deserves a look before the indicator is shared or blocked; a warning never refuses. */
export const INDICATOR_WARNINGS = {
  private_address: {
    fr: 'Adresse privée : elle ne désigne rien hors de votre réseau.',
    en: 'Private address: it means nothing outside your network.',
  },
  reserved_address: {
    fr: 'Adresse réservée (boucle locale, documentation, multidiffusion…).',
    en: 'Reserved address (loopback, documentation, multicast…).',
  },
  internal_name: {
    fr: 'Nom interne : il peut révéler votre réseau et ne se résout pas ailleurs.',
    en: 'Internal name: it may reveal your network and resolves nowhere else.',
  },
  own_domain: {
    fr: 'Domaine de la structure touchée : il désigne la victime, pas l’attaquant.',
    en: 'Domain of the structure that was hit: it points to the victim, not to the attacker.',
  },
  well_known_service: {
    fr: 'Service public très utilisé : le bloquer gênerait des utilisateurs légitimes.',
    en: 'Widely used public service: blocking it would hurt legitimate users.',
  },
  host_bits_cleared: {
    fr: "L'adresse a été ramenée à celle du réseau.",
    en: 'The address was reduced to that of the network.',
  },
  wide_network: {
    fr: 'Réseau très étendu : vérifiez le préfixe.',
    en: 'Very wide network: check the prefix.',
  },
  file_name_or_domain: {
    fr: 'Cette extension est aussi un domaine de premier niveau : vérifiez le type.',
    en: 'This extension is also a top-level domain: check the type.',
  },
  empty_file_hash: {
    fr: "C'est l'empreinte d'un fichier vide.",
    en: 'This is the hash of an empty file.',
  },
} as const satisfies Record<string, Bilingual>;

/** Code of a warning. */
export type IndicatorWarning = keyof typeof INDICATOR_WARNINGS;

/** Why a pasted line is not an indicator: the closed list of refusals. */
export const INDICATOR_REFUSALS = {
  empty: { fr: 'La ligne est vide.', en: 'The line is empty.' },
  too_long: { fr: 'La ligne dépasse 2 048 caractères.', en: 'The line is longer than 2,048 characters.' },
  control_characters: {
    fr: 'La ligne contient des caractères de contrôle.',
    en: 'The line contains control characters.',
  },
  unrecognised: {
    fr: "Ce n'est pas un indicateur reconnu : précisez le type, par exemple « mutex: … ».",
    en: 'Not a recognised indicator: state the type, for example “mutex: …”.',
  },
  invalid_address: { fr: "L'adresse IP n'est pas valide.", en: 'The IP address is not valid.' },
  address_with_port: {
    fr: "L'adresse porte un numéro de port : retirez-le ou saisissez une URL.",
    en: 'The address carries a port number: remove it or enter a URL.',
  },
  invalid_prefix: { fr: "La longueur du préfixe n'est pas valide.", en: 'The prefix length is not valid.' },
  invalid_domain: { fr: "Le nom de domaine n'est pas valide.", en: 'The domain name is not valid.' },
  invalid_url: { fr: "L'URL n'est pas valide.", en: 'The URL is not valid.' },
  url_without_scheme: {
    fr: 'Précisez http:// ou https:// devant cette adresse.',
    en: 'Write http:// or https:// before this address.',
  },
  unsupported_scheme: {
    fr: 'Seules les URL http, https et ftp sont acceptées.',
    en: 'Only http, https and ftp URLs are accepted.',
  },
  invalid_email: { fr: "L'adresse électronique n'est pas valide.", en: 'The email address is not valid.' },
  invalid_hash: {
    fr: "L'empreinte n'a pas la longueur d'un MD5, SHA-1, SHA-256 ou SHA-512.",
    en: 'The hash does not have the length of an MD5, SHA-1, SHA-256 or SHA-512.',
  },
  invalid_registry_key: {
    fr: 'La clé doit commencer par une ruche (HKLM, HKEY_CURRENT_USER…).',
    en: 'The key must start with a hive (HKLM, HKEY_CURRENT_USER…).',
  },
  invalid_asn: { fr: "Le numéro d'AS n'est pas valide.", en: 'The AS number is not valid.' },
  invalid_bitcoin: {
    fr: "L'adresse bitcoin n'est pas valide (somme de contrôle).",
    en: 'The bitcoin address is not valid (checksum).',
  },
  invalid_cve: { fr: "L'identifiant CVE n'est pas valide.", en: 'The CVE identifier is not valid.' },
} as const satisfies Record<string, Bilingual>;

/** Code of a refusal. */
export type IndicatorRefusal = keyof typeof INDICATOR_REFUSALS;

/**
 * A typed indicator of compromise.
 * `value` is normalised: lower-case domains and hashes, IDNA in its ASCII form, IPv6 per RFC 5952,
 * registry hives in full. `readable` is the Unicode form of an internationalised name, else equal to `value`.
 */
export type Indicator = {
  readonly type: IndicatorType;
  readonly value: string;
  readonly readable: string;
  readonly warnings: readonly IndicatorWarning[];
};

/** What came of reading one pasted line. */
export type IndicatorReading =
  | { readonly ok: true; readonly indicator: Indicator }
  | { readonly ok: false; readonly code: IndicatorRefusal };

/** A reader of one type says the value (with what to look at), or why not. */
export type ValueReading =
  | { readonly ok: true; readonly value: string; readonly readable?: string; readonly warnings?: readonly IndicatorWarning[] }
  | { readonly ok: false; readonly code: IndicatorRefusal };

export const refuse = (code: IndicatorRefusal): { readonly ok: false; readonly code: IndicatorRefusal } => ({ ok: false, code });
