import type { Declaration } from './declaration.ts';

/** States of a file, in order. */
export const incidentStates = ['declared', 'acknowledged', 'qualified', 'closed'] as const;

/** A state of a file. */
export type IncidentState = (typeof incidentStates)[number];

/** What may be done to a file. */
export type IncidentAct = 'acknowledge' | 'qualify' | 'work' | 'record' | 'close' | 'reopen';

const allowed: Record<IncidentAct, readonly IncidentState[]> = {
  acknowledge: ['declared'],
  qualify: ['declared', 'acknowledged', 'qualified'],
  work: ['declared', 'acknowledged', 'qualified'],
  // What the law asks remains due once the file is closed, and so does its proof.
  record: incidentStates,
  close: ['qualified'],
  reopen: ['closed'],
};

/** Whether the state of a file allows an act. */
export function mayAct(state: IncidentState, act: IncidentAct): boolean {
  return allowed[act].includes(state);
}

/**
 * Whether the level of a file is still presumed: drawn from the declaration alone, as long as nobody of the file answered
 * the legal test.
 */
export function isPresumed(state: IncidentState): boolean {
  return state === 'declared' || state === 'acknowledged';
}

/** The message that says the level of a file: presumed until people of the file answered the legal test. Null without one. */
export function levelKey(file: { level: string | null; state: IncidentState }) {
  if (file.level !== 'grave' && file.level !== 'significatif') return null;
  return isPresumed(file.state) ? (`presumedLevels.${file.level}` as const) : (`levels.${file.level}` as const);
}

/** How fast someone must look, from 1 (when time allows) to 4 (now): what the queues are sorted by. */
export type Urgency = 1 | 2 | 3 | 4;

const careUrgency: Record<string, Urgency> = {
  none: 1, unknown: 2, degraded: 3, stopped: 4, transfers: 4, endangerment_potential: 4, endangerment_proven: 4,
};

/**
 * The urgency of a file: patients first, then what spreads. A suspicion counts as much as a certainty, since the
 * first hour decides.
 */
export function urgencyOf(file: { care: string; nature: string; typeCode: string; helpWanted: boolean; exfiltration: string }): Urgency {
  const care = careUrgency[file.care] ?? 2;
  const malicious = file.nature === 'malicious_confirmed' || file.nature === 'malicious_suspected';
  const spreads = malicious && ['ransomware', 'system_intrusion', 'data_theft'].includes(file.typeCode);
  if (care === 4 || (spreads && file.typeCode === 'ransomware')) return 4;
  if (care === 3 || spreads || (malicious && file.exfiltration === 'yes')) return 3;
  return file.helpWanted || malicious ? 2 : care === 1 ? 1 : 2;
}

/** The urgency of a declaration that was just made. */
export function urgencyDeclared(given: Declaration): Urgency {
  if (given.kind === 'weakness') return given.weakness.exploited === 'yes' ? 3 : 1;
  return urgencyOf({
    care: given.effects.care,
    nature: given.facts.nature,
    typeCode: given.facts.typeCode,
    helpWanted: wantsHelp(given),
    exfiltration: given.effects.exfiltration,
  });
}

/** Whether the structure asks for help. */
export function wantsHelp(given: Declaration): boolean {
  return given.kind === 'incident' && given.help.help.some((kind) => kind !== 'none');
}

/** The number of a file: `INC-2026-000147`; `SIG-…` for a weakness. */
export function numberOf(kind: Declaration['kind'], year: number, sequence: number): string {
  return `${kind === 'incident' ? 'INC' : 'SIG'}-${year}-${String(sequence).padStart(4, '0')}`;
}
