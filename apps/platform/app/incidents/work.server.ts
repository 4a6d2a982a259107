import { DUTY_IDS } from '@hygie/obligations';
import { detectionBar, parseIndicators } from '@hygie/incident-exchange';
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import type { OutgoingMail } from '../ground/mail.server.ts';
import { chooseRecipients, readRecipients } from './alert.server.ts';
import { declaration } from './declaration.ts';
import { messageMails } from './documents/mails.server.ts';
import { fileNumber } from './file-number.ts';
import { addEvent, changeFile, holdFile, journalOf, personOf } from './file.server.ts';
import { mostDeclarantMessages, mostIndicators } from './limits.ts';
import { impossibleMoment } from './moments.ts';
import { refreshObligations } from './obligations.server.ts';
import { readOwnDomains } from './own-domains.server.ts';
import { incidentPolicy } from './policy.ts';
import { holdToRecord } from './recording.server.ts';
import { answeredBy, type Audience, audiences, readsThread, type Writer } from './sight.ts';
import { settleVendor } from './vendor-link.server.ts';

const refused = (field: string, problem: string) => new HygieError('invalid_input', { fields: [{ field, problem }] });

/** Writes in a thread; with a due date, it is a request for information. Everyone who reads the thread is told. */
export const writeMessage = defineCommand({
  name: 'incident.write_message',
  input: z.strictObject({
    number: fileNumber,
    audience: z.enum(audiences),
    body: z.string().trim().min(1).max(8_000),
    answerDueAt: z.iso.datetime().nullable().default(null),
    /** What a vendor answered, written down by the analyst who received it. */
    fromVendor: z.boolean().default(false),
  }),
  permission: incidentPolicy.write,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.write, input.number, 'work');
    if (!readsThread(file.side, input.audience)) throw new HygieError('forbidden');
    const fromVendor = input.fromVendor && input.audience === 'vendor';
    const side = fromVendor ? 'vendor' : file.side;
    await answerRequests(tx, file, side, input.audience, platform.now());
    if (fromVendor) await settleVendor(tx, file, platform.now());
    if (side === 'declarant') await requireRoom(tx, file, 'body');
    const id = newId();
    await tx
      .insertInto('incident_message')
      .values({
        organisation_id: file.organisation_id, id, incident_id: file.id, audience: input.audience, side,
        author_id: personOf(actor), author_label: actor.label, body: input.body, answer_due_at: input.answerDueAt,
        created_at: platform.now(),
      })
      .execute();
    const mails: OutgoingMail[] = input.audience === 'internal' || fromVendor ? [] : await messageMails(tx, file, { ...input, writer: file }, platform);
    return {
      result: { id, number: file.number },
      journal: [journalOf(file, { message: id, audience: input.audience, answerDueAt: input.answerDueAt })],
      mails,
    };
  },
});

/** Whoever declared writes without an account, and may not fill a file. Index: incident_message_thread. */
async function requireRoom(tx: Tx, file: { organisation_id: string; id: string }, field: string): Promise<void> {
  const { count } = await tx
    .selectFrom('incident_message')
    .select(sql<number>`count(*)`.as('count'))
    .where('organisation_id', '=', file.organisation_id)
    .where('incident_id', '=', file.id)
    .where('side', '=', 'declarant')
    .executeTakeFirstOrThrow();
  if (count >= mostDeclarantMessages) throw refused(field, 'too_many');
}

/** Closes the requests of a thread that were for the side that now writes in it. */
async function answerRequests(tx: Tx, file: { organisation_id: string; id: string }, writer: Writer, audience: Audience, now: Date): Promise<void> {
  const askers = answeredBy(writer, audience);
  if (askers.length === 0) return;
  await tx
    .updateTable('incident_message')
    .set({ answered_at: now })
    .where('organisation_id', '=', file.organisation_id)
    .where('incident_id', '=', file.id)
    .where('audience', '=', audience)
    .where('side', 'in', askers)
    .where('answer_due_at', 'is not', null)
    .where('answered_at', 'is', null)
    .execute();
}

/** Adds indicators of compromise from a pasted block; refuses the whole block, naming each line it cannot read. */
export const addIndicators = defineCommand({
  name: 'incident.add_indicators',
  input: z.strictObject({ number: fileNumber, block: z.string().min(1).max(200_000), comment: z.string().trim().max(500).default('') }),
  permission: incidentPolicy.manageIndicators,
  async handle({ tx, actor }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.manageIndicators, input.number, 'work');
    const reading = parseIndicators(input.block);
    if (reading.refusals.length > 0) {
      throw new HygieError('invalid_input', {
        fields: reading.refusals.slice(0, 20).map((refusal) => ({ field: `block.${refusal.line}`, problem: refusal.code })),
      });
    }
    // Nothing is taken in part: what was not read would be thought watched.
    if (reading.truncated) throw new HygieError('invalid_input', { fields: [{ field: 'block', problem: 'too_long' }] });
    if (reading.indicators.length === 0) throw new HygieError('invalid_input', { fields: [{ field: 'block', problem: 'required' }] });
    const ownDomains = await readOwnDomains(tx, file.organisation_id, declaration.parse(file.declaration));
    const inserted = await tx
      .insertInto('incident_indicator')
      .values(reading.indicators.map((indicator) => ({
        organisation_id: file.organisation_id, id: newId(), incident_id: file.id, type: indicator.type, value: indicator.value,
        warning: detectionBar(indicator, ownDomains) ?? indicator.warnings[0] ?? null, comment: input.comment, author_label: actor.label,
      })))
      .onConflict((conflict) => conflict.columns(['organisation_id', 'incident_id', 'type', 'value']).doUpdateSet((row) => ({ withdrawn_at: null, warning: row.ref('excluded.warning') })))
      .returning('id')
      .execute();
    if ((await countWatched(tx, file)) > mostIndicators) throw refused('block', 'too_many');
    return { result: { added: inserted.length }, journal: [journalOf(file, { indicators: reading.indicators.map((one) => one.value) })] };
  },
});

/** How many indicators of a file are watched. Index: the unique key. */
async function countWatched(tx: Tx, file: { organisation_id: string; id: string }): Promise<number> {
  const { count } = await tx
    .selectFrom('incident_indicator')
    .select(sql<number>`count(*)`.as('count'))
    .where('organisation_id', '=', file.organisation_id)
    .where('incident_id', '=', file.id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Withdraws an indicator; it stays in the history of the file. */
export const withdrawIndicator = defineCommand({
  name: 'incident.withdraw_indicator',
  input: z.strictObject({ number: fileNumber, id: z.uuid() }),
  permission: incidentPolicy.manageIndicators,
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.manageIndicators, input.number, 'work');
    const row = await tx
      .updateTable('incident_indicator')
      .set({ withdrawn_at: platform.now() })
      .where('organisation_id', '=', file.organisation_id)
      .where('incident_id', '=', file.id)
      .where('id', '=', input.id)
      .returning(['type', 'value'])
      .executeTakeFirst();
    if (!row) throw new HygieError('not_found');
    return { result: {}, journal: [journalOf(file, { withdrawn: row.value, type: row.type })] };
  },
});

/**
 * Records what was done about a duty: sent (with its proof), sent in part, or set aside with a reason. Nothing is sent
 * before the structure knows of the incident; nothing is postponed without an end, nor past the term of the law.
 */
export const recordAct = defineCommand({
  name: 'incident.record_act',
  input: z.strictObject({
    number: fileNumber,
    duty: z.enum(DUTY_IDS),
    kind: z.enum(['sent', 'sent_in_part', 'not_applicable', 'postponed']),
    at: z.iso.datetime(),
    until: z.iso.datetime().nullable().default(null),
    reference: z.string().trim().max(200).default(''),
    reason: z.string().trim().max(2_000).default(''),
    proofId: z.uuid().nullable().default(null),
  }),
  permission: incidentPolicy.recordObligation,
  async handle({ tx, actor, platform }, input) {
    const file = await holdToRecord(tx, actor, input.number);
    const now = platform.now();
    const sent = input.kind === 'sent' || input.kind === 'sent_in_part';
    const impossible = impossibleMoment(input.at, sent ? file.facts.knownAt : null, now);
    if (impossible) throw refused('at', impossible);
    if (!sent && input.reason === '') throw refused('reason', 'reason_required');
    if (input.kind === 'postponed' && input.until === null) throw refused('until', 'required');
    if (input.until !== null && Date.parse(input.until) <= now.getTime()) throw refused('until', 'in_the_past');
    if (input.proofId) await requireAttachment(tx, file, input.proofId);
    const { duty, kind, at, until, reference, reason } = input;
    await tx
      .insertInto('incident_obligation_act')
      .values({
        organisation_id: file.organisation_id, id: newId(), incident_id: file.id, duty, kind, at, until, reference, reason,
        proof_id: input.proofId, author_id: personOf(actor), author_label: actor.label, on_behalf: file.onBehalf,
      })
      .execute();
    if (sent) await addEvent(tx, file, actor, { kind: 'obligation', at, text: duty });
    const found = await refreshObligations(tx, file, now);
    const judged = found.find((one) => one.id === duty);
    // RGPD 33(1), and for any legal deadline missed: a late sending is recorded with its reason.
    if (sent && judged?.because.some((one) => one.code === 'late_reason_missing')) throw refused('reason', 'reason_required');
    const term = judged?.clock?.dueAt;
    if (until !== null && term && Date.parse(until) > Date.parse(term)) throw refused('until', 'after_deadline');
    return {
      result: { state: judged?.state ?? 'none' },
      journal: [journalOf(file, { duty, kind, at, until, reference, reason, proof: input.proofId, ...(file.onBehalf ? { onBehalf: file.onBehalf } : {}) })],
    };
  },
});

async function requireAttachment(tx: Tx, file: { organisation_id: string; id: string }, id: string): Promise<void> {
  const found = await tx
    .selectFrom('incident_attachment')
    .select('id')
    .where('organisation_id', '=', file.organisation_id)
    .where('incident_id', '=', file.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new HygieError('not_found');
}

/** Adds a line to the chronology: what happened, when. */
export const addChronology = defineCommand({
  name: 'incident.add_event',
  input: z.strictObject({ number: fileNumber, at: z.iso.datetime(), text: z.string().trim().min(1).max(500) }),
  permission: incidentPolicy.qualify,
  async handle({ tx, actor }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.qualify, input.number, 'work');
    await addEvent(tx, file, actor, { kind: 'note', at: input.at, text: input.text });
    return { result: {}, journal: [journalOf(file, { event: input.text, at: input.at })] };
  },
});

/** Joins a file that the store already keeps. A proof of sending joins a closed file too: what the law asks remains due. */
export const attach = defineCommand({
  name: 'incident.attach',
  input: z.strictObject({
    number: fileNumber,
    sha256: z.base64(),
    size: z.number().int().min(0),
    mediaType: z.string().max(120),
    name: z.string().min(1).max(200),
    /** The document proves that a duty was fulfilled: for who records that, on a closed file as well. */
    proof: z.boolean().default(false),
  }),
  permission: incidentPolicy.attach,
  async handle({ tx, actor, platform }, input) {
    const file = input.proof
      ? await holdToRecord(tx, actor, input.number)
      : await holdFile(tx, actor, incidentPolicy.attach, input.number, 'work');
    const id = newId();
    await tx
      .insertInto('incident_attachment')
      .values({
        organisation_id: file.organisation_id, id, incident_id: file.id, sha256: Buffer.from(input.sha256, 'base64'),
        size: input.size, media_type: input.mediaType, name: input.name, author_label: actor.label, side: file.side,
      })
      .execute();
    await addEvent(tx, file, actor, { kind: 'attachment', at: platform.now(), text: input.name });
    return { result: { id }, journal: [journalOf(file, { attachment: input.name, sha256: Buffer.from(input.sha256, 'base64').toString('hex') })] };
  },
});

/** Completes a declaration: what the structure learnt since. Told to whoever was alerted of the declaration. */
export const complete = defineCommand({
  name: 'incident.complete',
  input: z.strictObject({ number: fileNumber, text: z.string().trim().min(1).max(8_000) }),
  permission: { ...incidentPolicy.write, public: true, name: 'incident.complete' },
  async handle({ tx, actor, platform }, input) {
    const file = await holdFile(tx, actor, incidentPolicy.write, input.number, 'work');
    await requireRoom(tx, file, 'text');
    await answerRequests(tx, file, 'declarant', 'declarant', platform.now());
    await tx
      .insertInto('incident_message')
      .values({
        organisation_id: file.organisation_id, id: newId(), incident_id: file.id, audience: 'declarant', side: 'declarant',
        author_id: personOf(actor), author_label: actor.label, body: input.text,
      })
      .execute();
    await changeFile(tx, file, { declaration_version: file.declaration_version + 1 });
    await addEvent(tx, file, actor, { kind: 'completed', at: platform.now() });
    const recipients = chooseRecipients(await readRecipients(tx, file.organisation_id));
    const mails = await messageMails(tx, file, { audience: 'declarant', body: input.text, answerDueAt: null, writer: { side: 'declarant', roles: [] } }, platform, recipients);
    return { result: { number: file.number }, journal: [journalOf(file, { completed: file.declaration_version + 1 })], mails };
  },
});
