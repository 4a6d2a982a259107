/**
 * Reference Security Incident Taxonomy, version 1003 (ENISA and TF-CSIRT): class to types, in the
 * machine-tag spelling that MISP uses (`rsit:class="type"`).
 */
export const RSIT = {
  'abusive-content': ['spam', 'harmful-speech', 'violence'],
  'malicious-code': ['infected-system', 'c2-server', 'malware-distribution', 'malware-configuration'],
  'information-gathering': ['scanner', 'sniffing', 'social-engineering'],
  'intrusion-attempts': ['ids-alert', 'brute-force', 'exploit'],
  intrusions: [
    'privileged-account-compromise', 'unprivileged-account-compromise', 'application-compromise', 'system-compromise', 'burglary',
  ],
  availability: ['dos', 'ddos', 'misconfiguration', 'sabotage', 'outage'],
  'information-content-security': [
    'unauthorised-information-access', 'unauthorised-information-modification', 'data-loss', 'data-leak',
  ],
  fraud: ['unauthorised-use-of-resources', 'copyright', 'masquerade', 'phishing'],
  vulnerable: ['weak-crypto', 'ddos-amplifier', 'potentially-unwanted-accessible', 'information-disclosure', 'vulnerable-system'],
  other: ['other', 'undetermined'],
  test: ['test'],
} as const satisfies Record<string, readonly string[]>;

export const RSIT_VERSION = 1003;

export type RsitClass = keyof typeof RSIT;

/** A class of RSIT with one of its own types: a type of another class does not compile. */
export type RsitRef = { readonly [Class in RsitClass]: { readonly class: Class; readonly type: (typeof RSIT)[Class][number] } }[RsitClass];

/** The MISP machine tag of an RSIT reference. */
export const rsitTag = (ref: RsitRef): string => `rsit:${ref.class}="${ref.type}"`;
