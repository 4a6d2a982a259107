import type { Actor } from '../ground/actor.ts';
import { readingRoles } from './policy.ts';

const sides = ['declarant', 'structure', 'region', 'nation'] as const;

/** On which side of a file someone stands. */
export type Side = (typeof sides)[number];

/** The sides from the one that sees most to the one that sees least: who stands on several reads from the widest. */
export const sidesFromTheWidest = ['nation', 'region', 'structure', 'declarant'] as const satisfies readonly Side[];

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
  return audiences.filter((audience) => readsThread(side, audience));
}

/** Whether a side reads and writes a thread. */
export function readsThread(side: Side, audience: Audience): boolean {
  return readers[audience].includes(side);
}

/** Who writes a message: a side, or a vendor whose words an analyst wrote down. */
export type Writer = Side | 'vendor';

// Whom a request of each writer is for. A third side that reads the thread comments; it does not answer.
const asked: Record<Audience, Partial<Record<Writer, readonly Writer[]>>> = {
  declarant: {
    declarant: ['structure', 'region', 'nation'],
    structure: ['declarant', 'region', 'nation'],
    region: ['declarant', 'structure'],
    nation: ['declarant', 'structure'],
  },
  rssi: { structure: ['nation'], nation: ['structure'] },
  ars: { region: ['nation'], nation: ['region'] },
  // The thread of the national desk: everyone asks it, it asks the structure (the region has a thread of its own).
  cert: { structure: ['nation'], region: ['structure', 'nation'], nation: ['structure'] },
  vendor: { nation: ['vendor'], vendor: ['nation'] },
  internal: {},
};

/** Whose requests in a thread a message of `writer` answers. */
export function answeredBy(writer: Writer, audience: Audience): Writer[] {
  const askers: readonly Writer[] = [...sides, 'vendor'];
  return askers.filter((asker) => asked[audience][asker]?.includes(writer));
}

/** Whether a side reads a message; an internal note only reaches the side that wrote it. */
export function maySee(side: Side, message: { audience: Audience; side: Writer }): boolean {
  if (message.audience === 'internal') return message.side === side;
  return readsThread(side, message.audience);
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

/** Steps of a file that a declarant is told, with an account or without. What others wrote in the chronology is theirs. */
export const toldSteps = ['started', 'detected', 'declared', 'acknowledged', 'qualified', 'completed', 'moved', 'closed', 'reopened'] as const;

/** A step of a file that a declarant is told. */
export type ToldStep = (typeof toldSteps)[number];

/** A line of the chronology as a side reads it; null when it does not. A declarant learns that a step was taken, not the words. */
export function eventFor<Line extends { kind: string; text: string }>(side: Side, line: Line): Line | null {
  if (side === 'declarant') return (toldSteps as readonly string[]).includes(line.kind) ? { ...line, text: '' } : null;
  // The name of a piece of evidence says a lot: a side that does not see attachments learns that one was joined, no more.
  return line.kind === 'attachment' && !seesPart(side, 'attachments') ? { ...line, text: '' } : line;
}

/** The side of someone on a file, from the roles held on its organisation; the widest view wins. */
export function sideOf(actor: Actor, roles: readonly string[]): Side {
  if (actor.kind === 'declarant' || actor.kind === 'draft' || actor.kind === 'vendor') return 'declarant';
  if (actor.kind === 'system' || roles.includes('cert_analyst')) return 'nation';
  if (roles.includes('ars_officer')) return 'region';
  // A role that opens no file, such as an administrator's, adds nothing to what a declarant sees.
  return roles.some((role) => readingRoles.includes(role)) ? 'structure' : 'declarant';
}
