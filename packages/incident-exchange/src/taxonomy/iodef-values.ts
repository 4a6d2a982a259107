/** Values of IODEF attributes (RFC 7970; JSON spelling per RFC 8727) that the writers may use. */

/** SystemImpact type, RFC 7970 section 3.12.1. */
export const IODEF_SYSTEM_IMPACTS = [
  'takeover-account', 'takeover-service', 'takeover-system', 'cps-manipulation', 'cps-damage', 'availability-data',
  'availability-account', 'availability-service', 'availability-system', 'damaged-system', 'damaged-data',
  'breach-proprietary', 'breach-privacy', 'breach-credential', 'breach-configuration', 'integrity-data',
  'integrity-configuration', 'integrity-hardware', 'traffic-redirection', 'monitoring-traffic', 'monitoring-host',
  'policy', 'unknown',
] as const;

/** BusinessImpact type, RFC 7970 section 3.12.2. */
export const IODEF_BUSINESS_IMPACTS = [
  'breach-proprietary', 'breach-privacy', 'breach-credential', 'loss-of-integrity', 'loss-of-service', 'theft-financial',
  'theft-service', 'degraded-reputation', 'asset-damage', 'asset-manipulation', 'legal', 'extortion', 'unknown',
] as const;

/** BusinessImpact severity, RFC 7970 section 3.12.2. */
export const IODEF_BUSINESS_SEVERITIES = ['none', 'low', 'medium', 'high', 'unknown'] as const;

/** Discovery source, RFC 7970 section 3.10. */
export const IODEF_DISCOVERY_SOURCES = [
  'nidps', 'hips', 'siem', 'av', 'third-party-monitoring', 'incident', 'os-log', 'application-log', 'device-log',
  'network-flow', 'passive-dns', 'investigation', 'audit', 'internal-notification', 'external-notification', 'leo',
  'partner', 'actor', 'unknown',
] as const;

/** Contact role, RFC 7970 section 3.9. */
export const IODEF_CONTACT_ROLES = [
  'creator', 'reporter', 'admin', 'tech', 'provider', 'user', 'billing', 'legal', 'abuse', 'irt', 'cc', 'cc-irt', 'leo',
  'vendor', 'vendor-services', 'victim', 'victim-notified',
] as const;

export type IodefSystemImpact = (typeof IODEF_SYSTEM_IMPACTS)[number];
export type IodefBusinessImpact = (typeof IODEF_BUSINESS_IMPACTS)[number];
export type IodefBusinessSeverity = (typeof IODEF_BUSINESS_SEVERITIES)[number];
export type IodefDiscoverySource = (typeof IODEF_DISCOVERY_SOURCES)[number];
export type IodefContactRole = (typeof IODEF_CONTACT_ROLES)[number];
