import type { Actor } from '../ground/actor.ts';

/** On which side of a file someone stands. */
export type Side = 'declarant' | 'structure' | 'region' | 'nation';

/** The threads of a file. Internal notes are apart: each side has its own. */
export const audiences = ['declarant', 'rssi', 'ars', 'cert', 'vendor', 'internal'] as const;

/** Who reads a thread. */
export type Audience = (typeof audiences)[number];

const readers: Record<Audience, readonly Side[]> = {
  declarant: ['declarant', 'structure', 'region', 'nation'],
  rssi: ['structure', 'nation'],
  ars: ['region', 'nation'],
  cert: ['structure', 'region', 'nation'],
  vendor: ['nation'],
  internal: ['structure', 'region', 'nation'],
};

/** The threads that a side reads and writes. */
export function threadsOf(side: Side): Audience[] {
  return audiences.filter((audience) => readers[audience].includes(side));
}

/** Whether a side reads a message; an internal note only reaches the side that wrote it. */
export function maySee(side: Side, message: { audience: Audience; side: Side | 'vendor' }): boolean {
  if (message.audience === 'internal') return message.side === side;
  return readers[message.audience].includes(side);
}

/** The parts of a file. */
export type Part = 'declarant_contact' | 'facts' | 'attachments' | 'indicators' | 'obligations' | 'closing' | 'similar';

// An ARS follows the effects on care and the region; it neither investigates nor reads the structure's evidence.
const parts: Record<Part, readonly Side[]> = {
  declarant_contact: ['declarant', 'structure', 'nation', 'region'],
  facts: ['declarant', 'structure', 'region', 'nation'],
  attachments: ['declarant', 'structure', 'nation'],
  indicators: ['structure', 'nation'],
  obligations: ['structure', 'region', 'nation'],
  closing: ['structure', 'region', 'nation'],
  similar: ['region', 'nation'],
};

/** Whether a side sees a part of a file. */
export function seesPart(side: Side, part: Part): boolean {
  return parts[part].includes(side);
}

/** The side of someone on a file, from the roles held on its organisation; the widest view wins. */
export function sideOf(actor: Actor, roles: readonly string[]): Side {
  if (actor.kind === 'declarant' || actor.kind === 'draft') return 'declarant';
  if (actor.kind === 'system' || roles.includes('cert_analyst')) return 'nation';
  if (roles.includes('ars_officer')) return 'region';
  return roles.some((role) => role !== 'declarant') ? 'structure' : 'declarant';
}
