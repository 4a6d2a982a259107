import { anonymise, defang, INDICATOR_TYPES, stricterTlp, TLP_LEVELS } from '@hygie/incident-exchange';
import { z } from 'zod';
import { defineCommand } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { fileNumber } from './file-number.ts';
import { addEvent, changeFile, holdFile, journalOf, personOf } from './file.server.ts';
import { readIncidentFile } from './documents/incident-file.server.ts';
import { newMeasures } from './measures.ts';
import { impossibleEnd } from './moments.ts';
import { refreshObligations } from './obligations.server.ts';
import { openDuties } from './open-duties.ts';
import { incidentPolicy } from './policy.ts';

/**
 * Closes a file: its cause, its lessons, and the measures wished for, which the action plan will take over. Closing stops
 * no clock of the law: with duties still open, whoever closes says that they know it (`leavesDuties`), and the chronology
 * names them. A measure that the file already has is not wished for twice.
 */
export const close = defineCommand({
  name: 'incident.close',
  input: z.strictObject({
    number: fileNumber,
    version: z.number().int().positive(),
    cause: z.string().trim().min(1).max(4_000),
    lessons: z.string().trim().max(8_000).default(''),
    measures: z.array(z.string().trim().min(1).max(300)).max(30).default([]),
    endedAt: z.iso.datetime().nullable().default(null),
    leavesDuties: z.boolean().default(false),
  }),
  permission: incidentPolicy.close,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.close, input.number, 'close', input.version);
    const now = platform.now();
    const impossible = input.endedAt === null ? null : impossibleEnd(input.endedAt, file.started_at, now);
    if (impossible) throw new HygieError('invalid_input', { fields: [{ field: 'endedAt', problem: impossible }] });
    const facts = { ...file.facts, endedAt: file.facts.endedAt ?? input.endedAt ?? now.toISOString(), ongoing: 'no' as const };
    await changeFile(tx, file, { state: 'closed', closed_at: now, cause: input.cause, lessons: input.lessons, facts: JSON.stringify(facts) });
    const left = openDuties(await refreshObligations(tx, { ...file, facts }, now)).map((duty) => duty.id);
    if (left.length > 0 && !input.leavesDuties) throw new HygieError('invalid_input', { fields: [{ field: 'leavesDuties', problem: 'open_duties' }] });
    const measures = await wishMeasures(tx, file, input.measures, personOf(actor));
    // Nobody can answer in a closed file: what was still asked is no longer awaited.
    await tx
      .updateTable('incident_message')
      .set({ answered_at: now })
      .where('organisation_id', '=', file.organisation_id)
      .where('incident_id', '=', file.id)
      .where('answer_due_at', 'is not', null)
      .where('answered_at', 'is', null)
      .execute();
    await addEvent(tx, file, actor, { kind: 'closed', at: now, text: left.join(' ') });
    return {
      result: { number: file.number },
      journal: [journalOf(file, { before: file.state, after: 'closed', cause: input.cause, lessons: input.lessons, measures, dutiesLeft: left })],
    };
  },
});

/** Keeps the measures wished for that the file does not have yet, and answers with them. Index: measure_of. */
async function wishMeasures(tx: Tx, file: { organisation_id: string; id: string }, wished: readonly string[], authorId: string | null): Promise<string[]> {
  if (wished.length === 0) return [];
  const known = await tx
    .selectFrom('measure')
    .select('title')
    .where('organisation_id', '=', file.organisation_id)
    .where('origin_kind', '=', 'incident')
    .where('origin_id', '=', file.id)
    .execute();
  const added = newMeasures(wished, known.map(({ title }) => title));
  if (added.length > 0) {
    await tx
      .insertInto('measure')
      .values(added.map((title) => ({
        organisation_id: file.organisation_id, id: newId(), title, origin_kind: 'incident', origin_id: file.id, author_id: authorId,
      })))
      .execute();
  }
  return added;
}

/** Reopens a closed file; the reason is kept. */
export const reopen = defineCommand({
  name: 'incident.reopen',
  input: z.strictObject({ number: fileNumber, reason: z.string().trim().min(1).max(2_000) }),
  permission: incidentPolicy.close,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.close, input.number, 'reopen');
    const facts = { ...file.facts, endedAt: null, ongoing: 'unknown' as const };
    await changeFile(tx, file, { state: 'qualified', closed_at: null, facts: JSON.stringify(facts) });
    await refreshObligations(tx, { ...file, facts }, platform.now());
    await addEvent(tx, file, actor, { kind: 'reopened', at: platform.now(), text: input.reason });
    return { result: { number: file.number }, journal: [journalOf(file, { before: 'closed', after: 'qualified', reason: input.reason })] };
  },
});

/** Drafts a bulletin from a file, with the identities of the structure taken out; the analyst rereads it. */
export const draftBulletin = defineCommand({
  name: 'incident.draft_bulletin',
  input: z.strictObject({ number: fileNumber, tlp: z.enum(TLP_LEVELS).default('amber') }),
  permission: incidentPolicy.draftBulletin,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.draftBulletin, input.number, 'qualify');
    const source = await readIncidentFile(tx, file, platform);
    const { file: clean } = anonymise(source.file, source.identities);
    const indicators = clean.indicators.map((one) => `- ${INDICATOR_TYPES[one.type].fr} : ${defang(one)}`).join('\n');
    const body = [clean.description, clean.cause, clean.lessons, indicators].filter(Boolean).join('\n\n');
    const id = newId();
    await tx
      .insertInto('incident_bulletin')
      .values({
        organisation_id: file.organisation_id, id, incident_id: file.id, title: clean.title, body,
        // A bulletin is never freer than the file it comes from.
        tlp: stricterTlp(input.tlp, source.file.tlp), author_id: personOf(actor), author_label: actor.label,
      })
      .execute();
    return { result: { id }, journal: [journalOf(file, { bulletin: id })] };
  },
});

/** Rewrites a bulletin draft; refused with `conflict` when someone else did meanwhile. */
export const reviseBulletin = defineCommand({
  name: 'incident.revise_bulletin',
  input: z.strictObject({
    number: fileNumber, id: z.uuid(), version: z.number().int().positive(),
    title: z.string().trim().min(1).max(200), body: z.string().trim().min(1).max(40_000),
  }),
  permission: incidentPolicy.draftBulletin,
  async handle({ tx, actor }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.draftBulletin, input.number, 'qualify');
    const changed = await tx
      .updateTable('incident_bulletin')
      .set({ title: input.title, body: input.body, version: input.version + 1 })
      .where('organisation_id', '=', file.organisation_id)
      .where('incident_id', '=', file.id)
      .where('id', '=', input.id)
      .where('version', '=', input.version)
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) !== 1) throw new HygieError('conflict');
    return { result: {}, journal: [journalOf(file, { bulletin: input.id, title: input.title })] };
  },
});
