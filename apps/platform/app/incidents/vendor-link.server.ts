import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, systemActor } from '../ground/actor.ts';
import { defineCommand } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { hashToken } from '../ground/secrets.ts';
import { answeredMails } from './documents/vendor-mails.server.ts';
import type { FileKey } from './file-parts.server.ts';
import { addEvent, journalOf } from './file.server.ts';
import { mayAct, type IncidentState } from './incident.ts';
import { mostVendorAnswers, mostVendorFiles } from './limits.ts';
import { incidentPolicy } from './policy.ts';
import { journalReading } from './reading.server.ts';

/** Between two mails that tell CERT Santé of answers about one file. */
export const toldEveryMs = 3_600_000;

/** The file that the link of a vendor opens. */
export interface VendorLink {
  organisationId: string;
  incidentId: string;
  linkId: string;
  name: string;
}

/** The vendor of one file: row-level security shows it nothing else. */
export function vendorActor(link: VendorLink, origin: string): Extract<Actor, { kind: 'vendor' }> {
  return { kind: 'vendor', key: `vendor:${link.incidentId}`, label: link.name, origin, organisationIds: [link.organisationId], incidentId: link.incidentId, linkId: link.linkId };
}

const limiters = new WeakMap<Platform['pool'], RateLimiterPostgres>();

/** Links that open nothing, counted by address: ten within a quarter of an hour. */
function limiterOf(platform: Platform): RateLimiterPostgres {
  const limiter = limiters.get(platform.pool) ?? new RateLimiterPostgres({
    storeClient: platform.pool, tableName: 'rate_limit', tableCreated: true, keyPrefix: 'vendor_link', points: 10, duration: 900,
  });
  limiters.set(platform.pool, limiter);
  return limiter;
}

async function countWrong(platform: Platform, origin: string): Promise<void> {
  try {
    await limiterOf(platform).consume(origin);
  } catch (refusal) {
    if (refusal instanceof Error) throw new HygieError('unavailable', {}, { cause: refusal });
    throw new HygieError('too_many_requests', { retryAfterSeconds: Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1000) });
  }
}

/** The file of a link; null when it is unknown, expired or taken back, all alike. Throws `too_many_requests`. Index: the digest. */
export async function openVendorLink(platform: Platform, origin: string, token: string): Promise<VendorLink | null> {
  const found = /^[\w-]{43}$/.test(token)
    ? await inScope(platform.pool, systemActor('vendor link'), incidentPolicy.answerAsVendor, (tx) =>
        tx
          .selectFrom('incident_vendor')
          .select(['organisation_id as organisationId', 'incident_id as incidentId', 'link_id as linkId', 'name'])
          .where('link_hash', '=', hashToken(token))
          .where('link_revoked_at', 'is', null)
          .where('link_expires_at', '>', platform.now())
          .executeTakeFirst())
    : undefined;
  if (!found) await countWrong(platform, origin);
  return found ?? null;
}

/** What a vendor reads: what was sent to it and what it answered, nothing more of the file. */
export interface VendorPage {
  number: string;
  tlp: string;
  name: string;
  open: boolean;
  messages: { id: string; mine: boolean; author: string; body: string; at: Date; answerDueAt: Date | null; answeredAt: Date | null }[];
  attachments: { id: string; name: string; size: number; at: Date }[];
}

/** Reads the page of a vendor; the reading is journaled. */
export async function readVendorPage(platform: Platform, link: VendorLink, origin: string): Promise<VendorPage> {
  const actor = vendorActor(link, origin);
  return inScope(platform.pool, actor, incidentPolicy.answerAsVendor, async (tx) => {
    const row = await tx.selectFrom('incident').select(['number', 'state', 'tlp']).where('organisation_id', '=', link.organisationId).where('id', '=', link.incidentId).executeTakeFirst();
    if (!row || !(await readGiven(tx, link))) throw new HygieError('not_found');
    const messages = await ownMessages(tx, link)
      .select(['id', sql<boolean>`side = 'vendor'`.as('mine'), 'author_label as author', 'body', 'created_at as at', 'answer_due_at as answerDueAt', 'answered_at as answeredAt'])
      .orderBy('created_at', 'desc').orderBy('id', 'desc').limit(500).execute();
    const attachments = await ownFiles(tx, link).select(['id', 'name', 'size', 'created_at as at']).orderBy('created_at').orderBy('id').limit(200).execute();
    await journalReading(tx, actor, 'incident.open', { organisationId: link.organisationId, kind: 'incident', id: link.incidentId, number: row.number });
    return { number: row.number, tlp: row.tlp, name: link.name, open: mayAct(row.state as IncidentState, 'work'), messages: messages.toReversed(), attachments };
  });
}

/** The vendor to whom a link is still given: the file may have gone to another since the page was opened. Index: primary key. */
async function readGiven(tx: Tx, link: VendorLink) {
  return tx
    .selectFrom('incident_vendor')
    .select('told_at')
    .where('organisation_id', '=', link.organisationId)
    .where('incident_id', '=', link.incidentId)
    .where('link_id', '=', link.linkId)
    .where('link_revoked_at', 'is', null)
    .executeTakeFirst();
}

// The policies of the tables let nothing else through; said again here for whoever reads.
function ownMessages(tx: Tx, link: VendorLink) {
  return tx
    .selectFrom('incident_message')
    .where('organisation_id', '=', link.organisationId)
    .where('incident_id', '=', link.incidentId)
    .where('audience', '=', 'vendor')
    .where((eb) => eb.or([eb('to_vendor', '=', true), eb.and([eb('side', '=', 'vendor'), eb('author_id', 'is', null)])]));
}

function ownFiles(tx: Tx, link: VendorLink) {
  return tx.selectFrom('incident_attachment').where('organisation_id', '=', link.organisationId).where('incident_id', '=', link.incidentId).where('side', '=', 'vendor');
}

/** How many more documents a vendor may join. */
export async function roomForVendorFiles(platform: Platform, link: VendorLink): Promise<number> {
  const { count } = await inScope(platform.pool, vendorActor(link, ''), incidentPolicy.answerAsVendor, (tx) => ownFiles(tx, link).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow());
  return Math.max(mostVendorFiles - count, 0);
}

const joined = z.strictObject({ name: z.string().min(1).max(200), size: z.number().int().min(0), mediaType: z.string().max(120), sha256: z.base64() });

/**
 * The answer of a vendor, by its link alone: words, documents that the store keeps, or both. What was asked of it is
 * answered, CERT Santé is told, once an hour at most (the sweep tells the rest). Throws `sign_in_required` to anybody
 * else, `not_found` once the link is given no more, `wrong_state` once the file is closed.
 */
export const answerAsVendor = defineCommand({
  name: 'incident.vendor_answer',
  input: z.strictObject({ text: z.string().trim().max(8_000).default(''), files: z.array(joined).max(10).default([]) }),
  permission: incidentPolicy.answerAsVendor,
  async handle({ tx, actor, platform }, { text, files }) {
    if (actor.kind !== 'vendor') throw new HygieError('sign_in_required');
    const link = { organisationId: actor.organisationIds[0] ?? '', incidentId: actor.incidentId, linkId: actor.linkId, name: actor.label };
    const file = await tx
      .selectFrom('incident')
      .select(['organisation_id', 'id', 'number', 'state', 'tlp'])
      .where('organisation_id', '=', link.organisationId)
      .where('id', '=', link.incidentId)
      .forUpdate()
      .executeTakeFirst();
    const given = file && (await readGiven(tx, link));
    if (!file || !given) throw new HygieError('not_found');
    if (!mayAct(file.state as IncidentState, 'work')) throw new HygieError('wrong_state');
    if (text === '' && files.length === 0) throw new HygieError('invalid_input', { fields: [{ field: 'text', problem: 'required' }] });
    const now = platform.now();
    const owner = { organisation_id: file.organisation_id, incident_id: file.id, author_label: link.name, created_at: now };
    const message = text === '' ? null : await keepWords(tx, { ...owner, body: text });
    for (const one of files) {
      await tx.insertInto('incident_attachment').values({ ...owner, id: newId(), sha256: Buffer.from(one.sha256, 'base64'), size: one.size, media_type: one.mediaType, name: one.name, side: 'vendor' }).execute();
    }
    await requireRoom(tx, link);
    const tells = given.told_at === null || now.getTime() - given.told_at.getTime() >= toldEveryMs;
    await answerLetters(tx, file, now);
    await settleVendor(tx, file, now, tells ? { told_at: now, untold: false } : { untold: true });
    await addEvent(tx, file, actor, { kind: 'vendor_answered', at: now });
    return {
      result: { number: file.number },
      // The structure reads this: neither words nor names.
      journal: [journalOf(file, { message, files: files.length })],
      mails: tells ? await answeredMails(tx, file, link.name, platform) : [],
    };
  },
});

async function keepWords(tx: Tx, row: { organisation_id: string; incident_id: string; author_label: string; created_at: Date; body: string }): Promise<string> {
  const id = newId();
  await tx.insertInto('incident_message').values({ ...row, id, audience: 'vendor', side: 'vendor', author_id: null }).execute();
  return id;
}

/** What can be stored by a link is bounded, words and documents. */
async function requireRoom(tx: Tx, link: VendorLink): Promise<void> {
  const messages = await ownMessages(tx, link).where('side', '=', 'vendor').select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  if (messages.count > mostVendorAnswers) throw new HygieError('invalid_input', { fields: [{ field: 'text', problem: 'too_many' }] });
  const files = await ownFiles(tx, link).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  if (files.count > mostVendorFiles) throw new HygieError('invalid_input', { fields: [{ field: 'piece', problem: 'too_many' }] });
}

/** No letter waits for an answer any more. Index: incident_message_thread. */
export async function answerLetters(tx: Tx, file: FileKey, now: Date): Promise<void> {
  await tx
    .updateTable('incident_message')
    .set({ answered_at: now })
    .where('organisation_id', '=', file.organisation_id)
    .where('incident_id', '=', file.id)
    .where('audience', '=', 'vendor')
    .where('side', '=', 'nation')
    .where('answer_due_at', 'is not', null)
    .where('answered_at', 'is', null)
    .execute();
}

/** Nobody waits for the vendor any more, if there is one; the analyst says what its answer changes. */
export async function settleVendor(tx: Tx, file: FileKey, now: Date, told: { told_at?: Date; untold?: boolean } = {}): Promise<void> {
  await tx
    .updateTable('incident_vendor')
    .set({
      ...told, answer_due_at: null, state: sql<string>`case when state in ('contacted', 'no_answer') then 'acknowledged' else state end`,
      updated_at: now, version: sql`version + 1`,
    })
    .where('organisation_id', '=', file.organisation_id)
    .where('incident_id', '=', file.id)
    .execute();
}
