import { CARE_IMPACTS, entryOf, INCIDENT_TYPES, NATURES } from '@hygie/incident-exchange';
import type { Actor } from '../ground/actor.ts';
import type { Outcome } from '../ground/command.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import type { Locale, Platform } from '../ground/platform.ts';
import { translator } from '../messages.ts';
import { alertMails, chooseRecipients, type Recipient } from './alert.server.ts';
import { type Declaration, impossibleMoments, titleOf } from './declaration.ts';
import { receiptMail } from './documents/mails.server.ts';
import { factsDeclared, mustDeclareOf, type StructureStatus } from './facts.ts';
import { numberOf, urgencyDeclared, wantsHelp } from './incident.ts';
import { dutiesOf, keptDuties, termsOf } from './obligations.server.ts';
import { mayMailReceipt } from './opening-receipts.server.ts';

/** What the declarant receives: the number of the file and when it was recorded. */
export interface Receipt {
  organisationId: string;
  incidentId: string;
  number: string;
  declaredAt: string;
}

/** The structure that a declaration names, and whom to alert for it. */
export interface DeclaredStructure {
  id: string;
  name: string;
  time_zone: string;
  kind: string;
  status: StructureStatus;
  recipients: Recipient[];
}

/** A declaration about to open a file. */
export interface Opening {
  actor: Actor;
  given: Declaration;
  locale: Locale;
  followUpHash: Buffer;
  structure: DeclaredStructure;
  /** Rank of the file in the year's numbers. */
  sequence: number;
}

/** Everything that opens a file: its rows, its line of the journal, its mails. Throws `invalid_input` on impossible dates. */
export function openFile(platform: Platform, opening: Opening): Outcome<Receipt> {
  const { given, locale, structure } = opening;
  const now = platform.now();
  if (given.kind === 'incident') requirePossible(given, now);
  const file = describe(given, now);
  const number = numberOf(given.kind, now.getUTCFullYear(), opening.sequence);
  const receipt: Receipt = { organisationId: structure.id, incidentId: newId(now.getTime()), number, declaredAt: now.toISOString() };
  const recipients = chooseRecipients(structure.recipients);
  const alerted = {
    organisationId: structure.id, organisationName: mailedName(given, structure, 'fr'), kind: given.kind, listed: !given.structure.unlisted, id: receipt.incidentId, number, tlp: 'amber', typeLabel: file.typeLabel,
    declaredAt: receipt.declaredAt, timeZone: structure.time_zone, careLabel: file.careLabel, natureLabel: file.natureLabel,
  };
  return {
    result: receipt,
    rows: rowsOf(opening, file, receipt, now),
    journal: [{
      organisationId: structure.id, subjectKind: 'incident', subjectId: receipt.incidentId,
      payload: { number, kind: given.kind, title: file.title, mustDeclare: file.mustDeclare, level: file.level, alerted: recipients.map((one) => one.level) },
    }],
    mails: [
      ...alertMails(alerted, recipients, platform.settings),
      ...(mayMailReceipt(platform, given.declarant.email) ? receiptMail(given, receipt, { ...structure, name: mailedName(given, structure, locale) }, locale, platform.settings) : []),
    ],
  };
}

type Described = ReturnType<typeof describe>;

function rowsOf({ actor, given, locale, followUpHash, structure }: Opening, file: Described, { incidentId, number }: Receipt, now: Date): Outcome<Receipt>['rows'] {
  const owner = { organisation_id: structure.id, incident_id: incidentId };
  // Whoever declares here declares to CERT Santé, which works in this very file (L.1111-8-2 CSP).
  const declared = { duty: 'cert_sante.declaration', kind: 'sent', at: now, until: null, reference: number, reason: '', author_label: 'Hygie' };
  const acts = given.kind === 'incident' ? [declared] : [];
  const found = dutiesOf(given.kind, { facts: file.facts, nature: file.nature, status: structure.status, timeZone: structure.time_zone, acts }, now);
  const terms = termsOf(found, now);
  const incident = {
    organisation_id: structure.id, id: incidentId, number, kind: given.kind, title: file.title, declaration: given, facts: file.facts,
    type_code: file.typeCode, nature: file.nature, care_impact: file.care, level: file.level, must_declare: file.mustDeclare,
    urgency: urgencyDeclared(given), help_wanted: wantsHelp(given), locale, started_at: file.startedAt, known_at: file.facts.knownAt,
    declared_at: now, follow_up_hash: `\\x${followUpHash.toString('hex')}`,
    next_due_at: terms.nextDueAt, next_due_duty: terms.nextDueDuty, next_reminder_at: terms.nextReminderAt,
  };
  return [
    { into: 'incident', rows: [incident] },
    { into: 'incident_event', rows: firstMoments(file, now).map((moment) => ({ ...owner, id: newId(), ...moment, author_label: actor.label })) },
    { into: 'incident_obligation_act', rows: acts.map((act) => ({ ...owner, id: newId(), ...act })) },
    { into: 'incident_obligation', rows: found.length > 0 ? [{ ...owner, ...keptDuties(found) }] : [] },
  ];
}

/** How a mail names the structure. What anybody typed on a public page is never sent under our name. */
function mailedName(given: Declaration, organisation: { name: string; time_zone: string }, locale: Locale): string {
  if (!given.structure.unlisted) return organisation.name;
  return translator(locale, organisation.time_zone)('incidents.mail.unlisted', { organisation: organisation.name });
}

function requirePossible(given: Extract<Declaration, { kind: 'incident' }>, now: Date): void {
  const fields = impossibleMoments(given.facts, now).map(({ field, problem }) => ({ field: `facts.${field}`, problem }));
  if (fields.length > 0) throw new HygieError('invalid_input', { fields });
}

/** What a declaration says of its file, before anyone looked at it. */
function describe(given: Declaration, now: Date) {
  const facts = factsDeclared(given, now.toISOString());
  const incident = given.kind === 'incident' ? given : null;
  const nature = incident?.facts.nature ?? 'unknown';
  const typeCode = incident?.facts.typeCode ?? 'undetermined';
  const care = incident?.effects.care ?? 'unknown';
  const test = mustDeclareOf(given.kind, facts, nature);
  const type = typeCode === 'undetermined' ? null : entryOf(INCIDENT_TYPES, typeCode);
  return {
    facts, nature, typeCode, care,
    level: test.level,
    mustDeclare: test.mustDeclare,
    startedAt: incident?.facts.startedAt ?? null,
    title: titleOf(given, type?.label.fr ?? null),
    typeLabel: (locale: Locale) => entryOf(INCIDENT_TYPES, typeCode).label[locale],
    careLabel: (locale: Locale) => entryOf(CARE_IMPACTS, care).label[locale],
    natureLabel: (locale: Locale) => entryOf(NATURES, nature).label[locale],
  };
}

function firstMoments(file: Described, now: Date): { kind: string; occurred_at: string }[] {
  const moments = [
    { kind: 'started', at: file.startedAt },
    { kind: 'detected', at: file.facts.detectedAt },
    { kind: 'declared', at: now.toISOString() },
  ];
  return moments.flatMap(({ kind, at }) => (at === null ? [] : [{ kind, occurred_at: at }]));
}
