import { CARE_IMPACTS, entryOf, INCIDENT_TYPES, NATURES } from '@hygie/incident-exchange';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../ground/actor.ts';
import { defineCommand } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { locales, type Locale } from '../ground/platform.ts';
import { alertMails, chooseRecipients, type Recipient } from './alert.server.ts';
import { type Declaration, declaration, momentsToCome, titleOf } from './declaration.ts';
import { receiptMail } from './documents/mails.server.ts';
import { loadDraft } from './draft.server.ts';
import { factsDeclared, mustDeclareOf, type StructureStatus } from './facts.ts';
import { numberOf, urgencyDeclared, wantsHelp } from './incident.ts';
import { dutiesOf, obligationRows, termsOf, unknownStatus } from './obligations.server.ts';
import { incidentPolicy } from './policy.ts';

/** What the declarant receives: the number of the file and when it was recorded. */
export interface Receipt {
  organisationId: string;
  incidentId: string;
  number: string;
  declaredAt: string;
}

/**
 * Validates a declaration: opens the file, computes the duties, alerts the structure, all in one transaction.
 * The code itself never enters: only its digest. Throws `invalid_input`, `not_found` (organisation).
 */
export const declare = defineCommand({
  name: 'incident.declare',
  input: z.strictObject({
    declaration,
    followUpHash: z.base64(),
    locale: z.enum(locales),
    /** The draft that the declaration was written in; its files come along. */
    draftId: z.uuid().nullable().default(null),
  }),
  permission: incidentPolicy.declare,
  async handle({ tx, actor, platform }, input) {
    const given = input.declaration;
    const now = platform.now();
    if (given.kind === 'incident') requirePast(given, now);
    const organisation = await readDeclared(tx, given.structure.organisationId);
    const file = describe(given, now);
    const { status } = organisation;
    const number = numberOf(given.kind, now.getUTCFullYear(), organisation.sequence);
    // Whoever declares here declares to CERT Santé, which works in this very file (L.1111-8-2 CSP).
    const declared = { duty: 'cert_sante.declaration', kind: 'sent', at: now, until: null, reference: number, reason: '', author_label: 'Hygie' };
    const acts = given.kind === 'incident' ? [declared] : [];
    const found = dutiesOf(given.kind, { facts: file.facts, nature: file.nature, status, timeZone: organisation.time_zone, acts }, now);
    const terms = termsOf(found, now);
    const id = newId(now.getTime());
    const opening = tx
      .with('opened', (open) => open.insertInto('incident').values({
        organisation_id: organisation.id, id, number, kind: given.kind, title: file.title,
        declaration: JSON.stringify(given), facts: JSON.stringify(file.facts), type_code: file.typeCode, nature: file.nature,
        care_impact: file.care, level: file.level, must_declare: file.mustDeclare, urgency: urgencyDeclared(given),
        help_wanted: wantsHelp(given), locale: input.locale, started_at: file.startedAt, known_at: file.facts.knownAt,
        declared_at: now, follow_up_hash: Buffer.from(input.followUpHash, 'base64'),
        next_due_at: terms.nextDueAt, next_due_duty: terms.nextDueDuty, next_reminder_at: terms.nextReminderAt,
      }))
      .insertInto('incident_event')
      .values(firstEvents(organisation.id, id, file, now, actor.label))
      .compile();
    const sent = acts.map((act) => tx.insertInto('incident_obligation_act').values({ ...act, organisation_id: organisation.id, incident_id: id, id: newId() }).compile());
    const rows = obligationRows(organisation.id, id, found);
    const obligations = rows.length > 0 ? [tx.insertInto('incident_obligation').values(rows).compile()] : [];
    const files = input.draftId ? await takeOverDraft(tx, actor, input.draftId, organisation.id, id) : [];
    const recipients = chooseRecipients(organisation.recipients);
    const receipt: Receipt = { organisationId: organisation.id, incidentId: id, number, declaredAt: now.toISOString() };
    const alerted = {
      organisationId: organisation.id, organisationName: organisation.name, id, number, tlp: 'amber', typeLabel: file.typeLabel,
      declaredAt: receipt.declaredAt, timeZone: organisation.time_zone, careLabel: file.careLabel, natureLabel: file.natureLabel,
    };
    return {
      result: receipt,
      writes: [opening, ...sent, ...obligations, ...files],
      journal: [{
        organisationId: organisation.id, subjectKind: 'incident', subjectId: id,
        payload: { number, kind: given.kind, title: file.title, mustDeclare: file.mustDeclare, level: file.level, alerted: recipients.map((one) => one.level) },
      }],
      mails: [
        ...alertMails(alerted, recipients, platform.settings),
        ...receiptMail(given, receipt, organisation, input.locale, platform.settings),
      ],
    };
  },
});

/**
 * Everything that a declaration needs to know, in one round trip: the structure (open, never a region or the nation),
 * its status, whom to alert, and the next number.
 */
async function readDeclared(tx: Tx, id: string) {
  const { rows } = await sql<{
    id: string; name: string; time_zone: string; kind: string; sequence: number; status: StructureStatus | null; recipients: Recipient[];
  }>`
    select o.id, o.name, o.time_zone, o.kind, nextval('incident_number') as sequence,
      (select jsonb_build_object('isOse', p.is_ose, 'nis2Status', p.nis2_status, 'isHost', p.is_health_data_host, 'insured', p.cyber_insured)
         from organisation_profile p where p.organisation_id = o.id) as status,
      (select coalesce(jsonb_agg(r), '[]') from ground.alert_recipients(o.id) r) as recipients
    from organisation o where o.id = ${id} and o.kind in ('establishment', 'site', 'group') and o.closed_on is null`.execute(tx);
  const found = rows[0];
  if (!found) throw new HygieError('not_found');
  return { ...found, status: found.status ?? unknownStatus };
}

function requirePast(given: Extract<Declaration, { kind: 'incident' }>, now: Date): void {
  const fields = momentsToCome(given.facts, now).map((name) => ({ field: `facts.${name}`, problem: 'in_the_future' }));
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

function firstEvents(organisationId: string, incidentId: string, file: ReturnType<typeof describe>, now: Date, author: string) {
  const moments = [
    { kind: 'started', at: file.startedAt },
    { kind: 'detected', at: file.facts.detectedAt },
    { kind: 'declared', at: now.toISOString() },
  ];
  return moments.flatMap(({ kind, at }) => (at === null ? [] : [{
    organisation_id: organisationId, incident_id: incidentId, id: newId(), kind, occurred_at: at, author_label: author,
  }]));
}

/** Files joined to the draft become the file's; the draft itself is forgotten with the same COMMIT. */
async function takeOverDraft(tx: Tx, actor: Actor, draftId: string, organisationId: string, incidentId: string) {
  const draft = await loadDraft(tx, actor.key, { lock: true });
  if (draft?.id !== draftId) throw new HygieError('expired');
  const rows = draft.attachments.map((file) => ({
    organisation_id: organisationId, incident_id: incidentId, id: file.id, sha256: file.sha256, size: file.size,
    media_type: file.mediaType, name: file.name, author_label: actor.label, side: 'declarant',
  }));
  return [
    ...(rows.length > 0 ? [tx.insertInto('incident_attachment').values(rows).compile()] : []),
    tx.deleteFrom('declaration_draft').where('id', '=', draft.id).compile(),
  ];
}
