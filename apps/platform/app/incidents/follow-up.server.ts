import { createHmac, timingSafeEqual } from 'node:crypto';
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { sql } from 'kysely';
import { type Actor, systemActor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { isId } from '../ground/id.ts';
import type { Platform, Settings } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { hashToken, normaliseCode } from '../ground/secrets.ts';
import { type Declaration, declaration, type NamedStructure } from './declaration.ts';
import { declarantLabel } from './draft.server.ts';
import { type IncidentState, mayAct } from './incident.ts';
import { incidentPolicy } from './policy.ts';
import { journalReading } from './reading.server.ts';
import { readStructureOf } from './structure.server.ts';
import { type ToldStep, toldSteps } from './sight.ts';

/** The file that a declarant opened with its number and code. */
export interface FollowedFile {
  incidentId: string;
  organisationId: string;
}

/** The same with its number, by which it is found again wherever it moved. */
export interface OpenedFile extends FollowedFile {
  number: string;
}

/** The declarant of one file: row-level security shows them nothing else. */
export function declarantActor(file: FollowedFile, origin: string): Extract<Actor, { kind: 'declarant' }> {
  return { kind: 'declarant', key: `declarant:${file.incidentId}`, label: declarantLabel, origin, organisationIds: [file.organisationId], incidentId: file.incidentId };
}

const tries = { points: 10, seconds: 900 };
const limiters = new WeakMap<Platform['pool'], RateLimiterPostgres>();

/**
 * The wrong codes given for one number from one address. Not for the number alone: whoever reads it on a mail could
 * keep its declarant out, and the code is too long to be guessed from any number of addresses.
 */
function limiterOf(platform: Platform): RateLimiterPostgres {
  const limiter = limiters.get(platform.pool) ?? new RateLimiterPostgres({
    storeClient: platform.pool, tableName: 'rate_limit', tableCreated: true, keyPrefix: 'follow_up_number',
    points: tries.points, duration: tries.seconds,
  });
  limiters.set(platform.pool, limiter);
  return limiter;
}

/** Counted before the code is compared, so that many tries at the same instant do not slip through. */
async function countTry(platform: Platform, key: string): Promise<void> {
  try {
    await limiterOf(platform).consume(key);
  } catch (refusal) {
    if (refusal instanceof Error) throw new HygieError('unavailable', {}, { cause: refusal });
    throw new HygieError('too_many_requests', { retryAfterSeconds: Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1000) });
  }
}

/** Reads a number as people type it: « inc 2026 147 » is no number, « inc-2026-0147 » is. */
export function normaliseNumber(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[\s\u2010-\u2015]+/g, '-').replace(/[^A-Z0-9-]/g, '').replace(/-+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
}

/**
 * Opens a file with its number and code. An unknown number and a wrong code are refused alike (`code_refused`), after
 * the same work; ten wrong codes for one number from one address within a quarter of an hour, then `too_many_requests`,
 * known number or not.
 */
export async function openFollowUp(platform: Platform, origin: string, typed: { number: string; code: string }): Promise<OpenedFile> {
  const number = normaliseNumber(typed.number);
  const given = hashToken(normaliseCode(typed.code));
  if (!/^(?:INC|SIG)-\d{4}-\d{4,10}$/.test(number)) throw new HygieError('code_refused');
  const key = `${number} ${origin}`;
  await countTry(platform, key);
  const file = await inScope(platform.pool, systemActor('follow-up'), incidentPolicy.followUp, (tx) =>
    tx.selectFrom('incident').select(['id', 'organisation_id', 'follow_up_hash']).where('number', '=', number).executeTakeFirst(),
  );
  const expected = file?.follow_up_hash ?? Buffer.alloc(given.length);
  const matches = expected.length === given.length && timingSafeEqual(expected, given);
  if (!file || !matches) {
    platform.log.warn({ origin, number }, 'follow-up refused');
    throw new HygieError('code_refused');
  }
  // Only failures count; a try that could not be given back merely stays counted.
  await limiterOf(platform).reward(key).catch((error: unknown) => platform.log.warn({ err: error }, 'try not given back'));
  return { number, incidentId: file.id, organisationId: file.organisation_id };
}

/**
 * A file where it stands today: it may have moved since its declarant opened it. Only for a number that came with a proof,
 * the signature of a cookie or the token of a draft. Index: unique number.
 */
export async function findOpened(platform: Platform, number: string): Promise<OpenedFile | null> {
  const file = await inScope(platform.pool, systemActor('follow-up'), incidentPolicy.followUp, (tx) =>
    tx.selectFrom('incident').select(['id', 'organisation_id']).where('number', '=', number).executeTakeFirst(),
  );
  return file ? { number, incidentId: file.id, organisationId: file.organisation_id } : null;
}

/** Name of the cookie that keeps a file open. */
export const followUpCookie = 'hygie_follow_up';

const openSeconds = 1_800;

function signature(settings: Settings, text: string): Buffer {
  return createHmac('sha256', settings.secretKey).update(`follow-up session ${text}`).digest();
}

/** The `Set-Cookie` that keeps a file open for half an hour, or closes it. */
export function followUpCookieHeader(settings: Settings, file: Pick<OpenedFile, 'number'> | null, now: Date): string {
  const secure = settings.publicUrl.protocol === 'https:' ? '; Secure' : '';
  const text = file ? `${file.number}.${now.getTime() + openSeconds * 1000}` : '';
  const value = file ? `${text}.${signature(settings, text).toString('base64url')}` : '';
  return `${followUpCookie}=${value}; Path=/suivi; Max-Age=${file ? openSeconds : 0}; HttpOnly; SameSite=Lax${secure}`;
}

/** The number of the file that a cookie keeps open; null when it is altered, forged or past its time. */
export function readFollowUpCookie(settings: Settings, value: string | undefined, now: Date): string | null {
  const [number = '', expiry = '', signed = '', ...rest] = (value ?? '').split('.');
  const expected = signature(settings, `${number}.${expiry}`);
  const given = Buffer.from(signed, 'base64url');
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return Number(expiry) > now.getTime() ? number : null;
}

/** A file as its declarant sees it. */
export interface FollowUpView {
  number: string;
  kind: Declaration['kind'];
  state: IncidentState;
  /** Whether it may still be completed. */
  open: boolean;
  organisation: NamedStructure & { timeZone: string };
  declaration: Declaration;
  declaredAt: Date;
  steps: { id: string; kind: ToldStep; at: Date }[];
  messages: { id: string; mine: boolean; author: string; body: string; at: Date; answerDueAt: Date | null; answeredAt: Date | null }[];
  attachments: { id: string; name: string; size: number; at: Date }[];
}

/**
 * Reads a file for its declarant; the reading is journaled. Throws `not_found`. Each query on the key of the file, each
 * list bounded: of a long thread, the latest.
 */
export async function readFollowUp(platform: Platform, file: FollowedFile, origin: string): Promise<FollowUpView> {
  const actor = declarantActor(file, origin);
  return inScope(platform.pool, actor, incidentPolicy.followUp, async (tx) => {
    const row = await tx
      .selectFrom('incident')
      .select(['number', 'state', 'declaration', 'declared_at'])
      .where('organisation_id', '=', file.organisationId)
      .where('id', '=', file.incidentId)
      .executeTakeFirst();
    if (!row) throw new HygieError('not_found');
    const said = declaration.parse(row.declaration);
    const state = row.state as IncidentState;
    const view: FollowUpView = {
      number: row.number, kind: said.kind, state, open: mayAct(state, 'work'), declaration: said, declaredAt: row.declared_at,
      organisation: await readStructureOf(tx, said, file.organisationId),
      steps: await readSteps(tx, file), messages: await readThread(tx, file), attachments: await readAttachments(tx, file),
    };
    await journalReading(tx, actor, 'incident.open', { organisationId: file.organisationId, kind: 'incident', id: file.incidentId, number: row.number });
    return view;
  });
}

async function readSteps(tx: Tx, file: FollowedFile): Promise<FollowUpView['steps']> {
  const rows = await tx
    .selectFrom('incident_event')
    .select(['id', 'kind', 'occurred_at as at'])
    .where('organisation_id', '=', file.organisationId)
    .where('incident_id', '=', file.incidentId)
    .where('kind', 'in', toldSteps)
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.toReversed() as FollowUpView['steps'];
}

// The policy of the table lets through one thread only; said again here for whoever reads.
async function readThread(tx: Tx, file: FollowedFile): Promise<FollowUpView['messages']> {
  const latest = await tx
    .selectFrom('incident_message')
    .select(['id', sql<boolean>`side = 'declarant'`.as('mine'), 'author_label as author', 'body', 'created_at as at', 'answer_due_at as answerDueAt', 'answered_at as answeredAt'])
    .where('organisation_id', '=', file.organisationId)
    .where('incident_id', '=', file.incidentId)
    .where('audience', '=', 'declarant')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
  return latest.toReversed();
}

function ownAttachments(tx: Tx, file: FollowedFile) {
  return tx
    .selectFrom('incident_attachment')
    .where('organisation_id', '=', file.organisationId)
    .where('incident_id', '=', file.incidentId)
    .where('side', '=', 'declarant');
}

async function readAttachments(tx: Tx, file: FollowedFile): Promise<FollowUpView['attachments']> {
  return ownAttachments(tx, file).select(['id', 'name', 'size', 'created_at as at']).orderBy('created_at').orderBy('id').limit(200).execute();
}

/** Most documents that a declarant joins to a file: what can be stored without an account is bounded. */
const maxFileAttachments = 50;

/** How many more documents the declarant may join. */
export async function roomForAttachments(platform: Platform, file: FollowedFile): Promise<number> {
  const { count } = await inScope(platform.pool, declarantActor(file, ''), incidentPolicy.followUp, (tx) =>
    ownAttachments(tx, file).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow(),
  );
  return Math.max(maxFileAttachments - count, 0);
}

/** An attachment that the declarant joined; throws `not_found` for any other. */
export async function findOwnAttachment(platform: Platform, file: FollowedFile, id: string): Promise<{ name: string; size: number; mediaType: string; sha256: Buffer }> {
  if (!isId(id)) throw new HygieError('not_found');
  const found = await inScope(platform.pool, declarantActor(file, ''), incidentPolicy.followUp, (tx) =>
    ownAttachments(tx, file).select(['name', 'size', 'media_type as mediaType', 'sha256']).where('id', '=', id).executeTakeFirst(),
  );
  if (!found) throw new HygieError('not_found');
  return found;
}
