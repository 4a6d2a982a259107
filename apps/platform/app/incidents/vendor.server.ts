import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../ground/actor.ts';
import { defineCommand } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { toFields } from '../ground/dates.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import { locales, type Platform, type Settings } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { hashToken } from '../ground/secrets.ts';
import { declaration } from './declaration.ts';
import { defangText } from './defang-text.ts';
import { letterMail, nationOf, subjectIn } from './documents/vendor-mails.server.ts';
import { fileNumber } from './file-number.ts';
import { addEvent, type HeldFile, holdFile, journalOf, personOf, requireStanding } from './file.server.ts';
import { incidentPolicy } from './policy.ts';
import { readStructureWords } from './structure-words.server.ts';
import { answerDelays, type DisclosureState, disclosureStates, identitiesIn, identitiesOf, linkDays, mayWriteVendor } from './vendor-letter.ts';
import { answerLetters } from './vendor-link.server.ts';

const day = 86_400_000;
const refused = (field: string, problem: string) => new HygieError('invalid_input', { fields: [{ field, problem }] });

/** The secret of a vendor's link: derived, so that each letter gives the same one and the database holds only its digest. */
export function vendorToken(settings: Settings, linkId: string): string {
  return createHmac('sha256', settings.secretKey).update(`vendor link ${linkId}`).digest('base64url');
}

async function holdWeakness(tx: Tx, actor: Actor, number: string): Promise<HeldFile> {
  const file = await holdFile(tx, actor, incidentPolicy.writeVendor, number, 'work');
  if (file.kind !== 'weakness') throw new HygieError('wrong_state');
  return file;
}

/** The vendor of a file, held with the lock of the file. Index: primary key. */
async function readVendorRow(tx: Tx, file: { organisation_id: string; id: string }) {
  return tx.selectFrom('incident_vendor').selectAll().where('organisation_id', '=', file.organisation_id).where('incident_id', '=', file.id).executeTakeFirst();
}

/** The link of the next letter: the one already given to this address, else another, which shows nothing of what was written before. */
function linkOf(known: Awaited<ReturnType<typeof readVendorRow>>, email: string, settings: Settings, now: Date) {
  const same = known !== undefined && known.link_revoked_at === null && known.email.toLowerCase() === email.toLowerCase();
  const linkId = same ? known.link_id : newId();
  const token = vendorToken(settings, linkId);
  return { token, link: { link_id: linkId, link_hash: hashToken(token), ...(same ? {} : { opened_at: now }) } };
}

/** Refuses a letter that would say who reported. */
async function requireNobodyNamed(tx: Tx, file: HeldFile, letter: { subject: string; body: string }): Promise<void> {
  const given = declaration.parse(file.declaration);
  const known = identitiesOf(given, await readStructureWords(tx, file.organisation_id, given));
  const fields = (['subject', 'body'] as const).filter((name) => identitiesIn(letter[name], known).length > 0).map((field) => ({ field, problem: 'names_somebody' }));
  if (fields.length > 0) throw new HygieError('invalid_input', { fields });
}

/**
 * Writes to the vendor of a weakness. The mark of the file rules (`sharing_forbidden`: RED and AMBER+STRICT do not leave);
 * nothing names who reported, unless the analyst says so (`named`); addresses are defanged. The vendor answers by a link,
 * and the analyst is reminded after `answerDays` without an answer. Throws `wrong_state` on an incident or a closed file.
 */
export const writeVendor = defineCommand({
  name: 'incident.write_vendor',
  input: z.strictObject({
    number: fileNumber,
    name: z.string().trim().min(1).max(200),
    email: z.email().max(254),
    locale: z.enum(locales).default('fr'),
    subject: z.string().trim().min(1).max(200),
    body: z.string().trim().min(1).max(8_000),
    answerDays: z.coerce.number().refine((days) => answerDelays.some((one) => one === days)),
    /** The analyst decided that the letter may name the structure or the declarant. */
    named: z.boolean().default(false),
  }),
  permission: incidentPolicy.writeVendor,
  async handle({ tx, actor, platform }, input) {
    const file = await holdWeakness(tx, actor, input.number);
    if (!mayWriteVendor(file.tlp)) throw new HygieError('sharing_forbidden');
    if (!input.named) await requireNobodyNamed(tx, file, input);
    const now = platform.now();
    const due = new Date(now.getTime() + input.answerDays * day);
    const known = await readVendorRow(tx, file);
    const { link, token } = linkOf(known, input.email, platform.settings, now);
    const contact = {
      name: input.name, email: input.email, locale: input.locale, answer_due_at: due, ...link,
      link_expires_at: new Date(now.getTime() + linkDays * day), link_revoked_at: null, told_at: null, untold: false, updated_at: now,
    };
    const state: DisclosureState = !known || known.state === 'no_answer' ? 'contacted' : (known.state as DisclosureState);
    await tx
      .insertInto('incident_vendor')
      .values({ organisation_id: file.organisation_id, incident_id: file.id, ...contact, state })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'incident_id']).doUpdateSet({ ...contact, state, version: sql`incident_vendor.version + 1` }))
      .execute();
    const letter = { subject: defangText(subjectIn(input.locale, file, input.subject)), body: defangText(input.body) };
    const id = newId();
    await tx
      .insertInto('incident_message')
      .values({
        organisation_id: file.organisation_id, id, incident_id: file.id, audience: 'vendor', side: 'nation', to_vendor: true,
        author_id: personOf(actor), author_label: actor.label, body: `${letter.subject}\n\n${letter.body}`, answer_due_at: due, created_at: now,
      })
      .execute();
    await addEvent(tx, file, actor, { kind: 'vendor_contacted', at: now });
    const nation = await nationOf(tx);
    const details = { message: id, vendor: input.name, email: input.email, answerDueAt: due.toISOString(), named: input.named };
    return {
      result: { id, number: file.number },
      // The structure reads that a letter left; to whom is for CERT Santé alone.
      journal: [journalOf({ ...file, organisation_id: nation }, details), ...(nation === file.organisation_id ? [] : [journalOf(file, { message: id })])],
      mails: [await letterMail(tx, file, { ...input, ...letter, author: actor.label, token, due, expires: contact.link_expires_at }, platform.settings)],
    };
  },
});

/** Refuses a fix announced for no day, or for one that is past; the day announced before may have passed since. */
function requireToCome(fixOn: string | null, announced: string | null, now: Date): void {
  if (fixOn === null) throw refused('fixOn', 'required');
  if (fixOn !== announced && fixOn < toFields(now).date) throw refused('fixOn', 'in_the_past');
}

/** Says how far the disclosure went; a fix that is announced has its day. An answered vendor is waited for no more. */
export const setDisclosure = defineCommand({
  name: 'incident.set_disclosure',
  input: z.strictObject({
    number: fileNumber,
    version: z.number().int().positive(),
    disclosure: z.enum(disclosureStates),
    fixOn: z.iso.date().nullable().default(null),
  }),
  permission: incidentPolicy.writeVendor,
  async handle({ tx, actor, platform }, { number, version, disclosure: state, fixOn }) {
    const file = await holdWeakness(tx, actor, number);
    const vendor = await readVendorRow(tx, file);
    if (!vendor) throw new HygieError('not_found');
    if (vendor.version !== version) throw new HygieError('conflict');
    if (state === 'fix_announced') requireToCome(fixOn, vendor.fix_on, platform.now());
    const after = { state, fix_on: state === 'fix_announced' ? fixOn : vendor.fix_on, ...(state === 'contacted' ? {} : { answer_due_at: null }) };
    await tx
      .updateTable('incident_vendor')
      .set({ ...after, updated_at: platform.now(), version: version + 1 })
      .where('organisation_id', '=', file.organisation_id)
      .where('incident_id', '=', file.id)
      .execute();
    if (state !== 'contacted' && state !== 'no_answer') await answerLetters(tx, file, platform.now());
    if (state !== vendor.state) await addEvent(tx, file, actor, { kind: `vendor_${state}`, at: platform.now(), text: state === 'fix_announced' ? (fixOn ?? '') : '' });
    return { result: { number }, journal: [journalOf(file, { before: vendor.state, after: state, fixOn })] };
  },
});

/** Takes back the link of a vendor: it opens nothing from then on. The next letter gives another. */
export const revokeVendorLink = defineCommand({
  name: 'incident.revoke_vendor_link',
  input: z.strictObject({ number: fileNumber }),
  permission: incidentPolicy.writeVendor,
  async handle({ tx, actor, platform }, { number }) {
    const file = await holdWeakness(tx, actor, number);
    const revoked = await tx
      .updateTable('incident_vendor')
      .set({ link_revoked_at: platform.now(), version: sql`version + 1` })
      .where('organisation_id', '=', file.organisation_id)
      .where('incident_id', '=', file.id)
      .where('link_revoked_at', 'is', null)
      .executeTakeFirst();
    if (Number(revoked.numUpdatedRows) === 0) throw new HygieError('not_found');
    return { result: {}, journal: [journalOf(file, { revoked: true })] };
  },
});

/** The vendor of a file as the analyst reads it. */
export type VendorView = NonNullable<Awaited<ReturnType<typeof readVendor>>['vendor']>;

/** The vendor of a weakness and the thread with it, for CERT Santé alone. Throws `not_found` to anybody else. */
export async function readVendor(platform: Platform, actor: Actor, number: string) {
  return inScope(platform.pool, actor, incidentPolicy.read, async (tx) => {
    const file = await tx.selectFrom('incident').select(['organisation_id', 'id', 'kind']).where('number', '=', number).executeTakeFirst();
    if (!file || file.kind !== 'weakness') throw new HygieError('not_found');
    const { roles } = await requireStanding(tx, actor, incidentPolicy.read, file.organisation_id);
    if (!roles.includes('cert_analyst')) throw new HygieError('not_found');
    const row = await readVendorRow(tx, file);
    const messages = await tx
      .selectFrom('incident_message')
      .select(['id', 'side', 'author_id', 'author_label as author', 'body', 'created_at as at', 'to_vendor as sent', 'answer_due_at as answerDueAt', 'answered_at as answeredAt'])
      .where('organisation_id', '=', file.organisation_id)
      .where('incident_id', '=', file.id)
      .where('audience', '=', 'vendor')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(500)
      .execute();
    const attachments = await tx
      .selectFrom('incident_attachment')
      .select(['id', 'name', 'size', 'created_at as at'])
      .where('organisation_id', '=', file.organisation_id)
      .where('incident_id', '=', file.id)
      .where('side', '=', 'vendor')
      .orderBy('created_at')
      .orderBy('id')
      .limit(200)
      .execute();
    const vendor = row && {
      name: row.name, email: row.email, locale: row.locale, state: row.state as DisclosureState, fixOn: row.fix_on, answerDueAt: row.answer_due_at,
      linkExpiresAt: row.link_expires_at, linkRevokedAt: row.link_revoked_at, version: row.version,
    };
    return {
      vendor: vendor ?? null, attachments,
      messages: messages.toReversed().map(({ author_id: authorId, side, ...message }) => ({ ...message, from: side !== 'vendor' ? ('us' as const) : authorId === null ? ('vendor' as const) : ('noted' as const) })),
    };
  });
}
