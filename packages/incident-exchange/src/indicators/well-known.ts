/**
 * Services that half of the country uses every day: an indicator among them is more often a
 * capture of normal traffic than an attacker. Kept short on purpose; a match only warns.
 */
const WELL_KNOWN_DOMAINS: ReadonlySet<string> = new Set([
  'akamaihd.net', 'amazon.com', 'amazonaws.com', 'ameli.fr', 'apple.com', 'azure.com', 'bbox.fr', 'bing.com',
  'cloudflare.com', 'cloudfront.net', 'debian.org', 'doctolib.fr', 'dropbox.com', 'esante.gouv.fr',
  'facebook.com', 'fastly.net', 'free.fr', 'github.com', 'gmail.com', 'gmx.com', 'gmx.fr', 'google.com',
  'google.fr', 'googleapis.com', 'googleusercontent.com', 'gouv.fr', 'gstatic.com', 'hotmail.com',
  'hotmail.fr', 'icloud.com', 'laposte.net', 'letsencrypt.org', 'linkedin.com', 'live.com', 'live.fr',
  'microsoft.com', 'microsoftonline.com', 'mozilla.org', 'msftconnecttest.com', 'mssante.fr', 'neuf.fr',
  'office.com', 'office365.com', 'orange.fr', 'outlook.com', 'outlook.fr', 'proton.me', 'protonmail.com',
  'service-public.fr', 'sfr.fr', 'ubuntu.com', 'wanadoo.fr', 'wikipedia.org', 'windows.com',
  'windowsupdate.com', 'yahoo.com', 'yahoo.fr', 'youtube.com',
]);

/** Public DNS resolvers. */
export const WELL_KNOWN_ADDRESSES: ReadonlySet<string> = new Set([
  '1.0.0.1', '1.1.1.1', '8.8.4.4', '8.8.8.8', '9.9.9.9', '149.112.112.112', '208.67.220.220', '208.67.222.222',
  '80.67.169.12', '80.67.169.40', '2606:4700:4700::1111', '2606:4700:4700::1001', '2001:4860:4860::8888',
  '2001:4860:4860::8844', '2620:fe::fe',
]);

/** Suffixes that exist only inside a network (RFC 6762, RFC 8375, RFC 2606, ICANN's .internal, usage). */
const INTERNAL_SUFFIXES: readonly string[] = [
  'local', 'localhost', 'lan', 'intra', 'intranet', 'corp', 'internal', 'private', 'home', 'home.arpa', 'localdomain',
];

/** Hashes of zero bytes. */
export const EMPTY_FILE_HASHES: ReadonlySet<string> = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
]);

/** Whether `name`, or a parent of it, is in the list. */
export function isWellKnownDomain(name: string): boolean {
  for (let rest = name; ; ) {
    if (WELL_KNOWN_DOMAINS.has(rest)) return true;
    const dot = rest.indexOf('.');
    if (dot < 0) return false;
    rest = rest.slice(dot + 1);
  }
}

/** Whether `name` ends with a suffix that only an internal network resolves. */
export function isInternalName(name: string): boolean {
  return INTERNAL_SUFFIXES.some((suffix) => name === suffix || name.endsWith(`.${suffix}`));
}
