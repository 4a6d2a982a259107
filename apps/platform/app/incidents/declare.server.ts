import { CARE_IMPACTS, entryOf, INCIDENT_TYPES, NATURES } from '@hygie/incident-exchange';
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { locales, type Locale } from '../ground/platform.ts';
import { alertMails, chooseRecipients, readRecipients } from './alert.server.ts';
import { type Declaration, declaration, titleOf } from './declaration.ts';
import { receiptMail } from './documents/mails.server.ts';
import { loadDraft } from './draft.server.ts';
import { factsDeclared, testOf } from './facts.ts';
import { numberOf, urgencyDeclared, wantsHelp } from './incident.ts';
import { dutiesOf, obligationRows, readStatus, termsOf } from './obligations.server.ts';
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
  input: z.strictObject({ declaration, followUpHash: z.base64(), locale: z.enum(locales) }),
  permission: incidentPolicy.declare,
  async handle({ tx, actor, platform }, input) {
    const given = input.declaration;
    const now = platform.now();
    const organisation = await findDeclared(tx, given.structure.organisationId);
    if (given.kind === 'incident') requirePast(given, now);
    const file = describe(given, now);
    const status = await readStatus(tx, organisation.id);
    const found = dutiesOf(given.kind, { facts: file.facts, nature: file.nature, status, timeZone: organisation.time_zone, acts: [] }, now);
    const terms = termsOf(found, now);
    const id = newId(now.getTime());
    const { sequence } = await tx.selectNoFrom(sql<number>`nextval('incident_number')`.as('sequence')).executeTakeFirstOrThrow();
    const number = numberOf(given.kind, now.getUTCFullYear(), Number(sequence));
    await tx
      .insertInto('incident')
      .values({
        organisation_id: organisation.id, id, number, kind: given.kind, title: file.title,
        declaration: JSON.stringify(given), facts: JSON.stringify(file.facts), type_code: file.typeCode, nature: file.nature,
        care_impact: file.care, level: file.level, must_declare: file.mustDeclare, urgency: urgencyDeclared(given),
        help_wanted: wantsHelp(given), locale: input.locale, started_at: file.startedAt, known_at: file.facts.knownAt,
        declared_at: now, follow_up_hash: Buffer.from(input.followUpHash, 'base64'),
        next_due_at: terms.nextDueAt, next_due_duty: terms.nextDueDuty, next_reminder_at: terms.nextReminderAt,
      })
      .execute();
    await insertEvents(tx, organisation.id, id, file, now, actor.label);
    const rows = obligationRows(organisation.id, id, found);
    if (rows.length > 0) await tx.insertInto('incident_obligation').values(rows).execute();
    if (actor.kind === 'draft') await takeOverDraft(tx, actor.key, organisation.id, id, actor.label);
    const recipients = chooseRecipients(await readRecipients(tx, organisation.id));
    const receipt: Receipt = { organisationId: organisation.id, incidentId: id, number, declaredAt: now.toISOString() };
    const alerted = {
      organisationId: organisation.id, organisationName: organisation.name, id, number, title: file.title, tlp: 'amber',
      declaredAt: receipt.declaredAt, timeZone: organisation.time_zone, careLabel: file.careLabel, natureLabel: file.natureLabel,
    };
    return {
      result: receipt,
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

/** The organisation that a declaration names: open, and a structure (never a region or the nation). */
async function findDeclared(tx: Tx, id: string) {
  const organisation = await tx
    .selectFrom('organisation')
    .select(['id', 'name', 'time_zone', 'kind', 'closed_on'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!organisation || !['establishment', 'site', 'group'].includes(organisation.kind)) throw new HygieError('not_found');
  return organisation;
}

/** Times of the declaration cannot be in the future; a quarter of an hour forgives clocks that differ. */
function requirePast(given: Extract<Declaration, { kind: 'incident' }>, now: Date): void {
  const limit = now.getTime() + 15 * 60_000;
  const fields = (['startedAt', 'detectedAt'] as const)
    .filter((name) => given.facts[name] !== null && Date.parse(given.facts[name]) > limit)
    .map((name) => ({ field: `facts.${name}`, problem: 'in_the_future' }));
  if (fields.length > 0) throw new HygieError('invalid_input', { fields });
}

/** What a declaration says of its file, before anyone looked at it. */
function describe(given: Declaration, now: Date) {
  const facts = factsDeclared(given, now.toISOString());
  const incident = given.kind === 'incident' ? given : null;
  const nature = incident?.facts.nature ?? 'unknown';
  const typeCode = incident?.facts.typeCode ?? 'undetermined';
  const care = incident?.effects.care ?? 'unknown';
  const test = testOf(facts, nature);
  const type = typeCode === 'undetermined' ? null : entryOf(INCIDENT_TYPES, typeCode);
  return {
    facts, nature, typeCode, care,
    level: test.level,
    mustDeclare: given.kind === 'weakness' ? ('no' as const) : test.mustDeclare,
    startedAt: incident?.facts.startedAt ?? null,
    title: titleOf(given, type?.label.fr ?? null),
    careLabel: (locale: Locale) => entryOf(CARE_IMPACTS, care).label[locale],
    natureLabel: (locale: Locale) => entryOf(NATURES, nature).label[locale],
  };
}

async function insertEvents(tx: Tx, organisationId: string, incidentId: string, file: ReturnType<typeof describe>, now: Date, author: string) {
  const moments = [
    { kind: 'started', at: file.startedAt },
    { kind: 'detected', at: file.facts.detectedAt },
    { kind: 'declared', at: now.toISOString() },
  ];
  await tx
    .insertInto('incident_event')
    .values(moments.flatMap(({ kind, at }) => (at === null ? [] : [{
      organisation_id: organisationId, incident_id: incidentId, id: newId(), kind, occurred_at: at, author_label: author,
    }])))
    .execute();
}

/** Files joined to the draft become the file's; the draft itself is forgotten with the same COMMIT. */
async function takeOverDraft(tx: Tx, actorKey: string, organisationId: string, incidentId: string, author: string): Promise<void> {
  const draft = await loadDraft(tx, actorKey);
  if (!draft) return;
  if (draft.attachments.length > 0) {
    await tx
      .insertInto('incident_attachment')
      .values(draft.attachments.map((file) => ({
        organisation_id: organisationId, incident_id: incidentId, id: file.id, sha256: file.sha256, size: file.size,
        media_type: file.mediaType, name: file.name, author_label: author,
      })))
      .execute();
  }
  await tx.deleteFrom('declaration_draft').where('id', '=', draft.id).execute();
}
