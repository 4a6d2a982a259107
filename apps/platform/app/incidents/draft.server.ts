import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import { permission, systemActor, type Actor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { isId, newId } from '../ground/id.ts';
import type { Locale, Platform, Settings } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { codeFrom, hashToken, newToken } from '../ground/secrets.ts';
import { storable } from '../ground/storable.ts';
import type { DeclarationKind, StepId } from './declaration.ts';

/** Answers of one step as the person typed them: kept even when they are not valid yet. */
export type TypedAnswers = Record<string, string | string[]>;

/** A declaration being written. */
export interface Draft {
  id: string;
  kind: DeclarationKind;
  steps: Partial<Record<StepId, TypedAnswers>>;
  updatedAt: Date;
  attachments: DraftAttachment[];
}

/** A file joined to a draft. */
export interface DraftAttachment {
  id: string;
  name: string;
  size: number;
  mediaType: string;
  sha256: Buffer;
}

/** Drafts are forgotten after that many days: they may hold a director's name and a first account of an attack. */
const keptDays = 7;
/** Most files of a draft. */
export const maxAttachments = 10;

const draftPermission = permission('draft.write', [], { public: true });

/** How the file names whoever declared without an account. */
export const declarantLabel = 'Déclarant';

/** The author of a draft, who acts on one organisation: the one the draft names. */
export function draftActor(token: string, origin: string, organisationIds: string[] = []): Extract<Actor, { kind: 'draft' }> {
  return { kind: 'draft', key: `draft:${hashToken(token).toString('hex')}`, label: declarantLabel, origin, organisationIds };
}

/** Name of the cookie that holds the token of a draft. */
export const draftCookie = 'hygie_draft';

/**
 * The `Set-Cookie` that keeps a draft's token in the browser, or takes it away. For every path: a routed visit to
 * `/signaler` asks for `/signaler.data`, which a cookie of the path `/signaler` does not reach.
 */
export function draftCookieHeader(settings: Settings, token: string | null, seconds = keptDays * 86_400): string {
  const secure = settings.publicUrl.protocol === 'https:' ? '; Secure' : '';
  const age = token === null ? 0 : seconds;
  return `${draftCookie}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

/** Begins a draft and returns its token: the only key to it. */
export async function beginDraft(platform: Platform, origin: string, kind: DeclarationKind, locale: Locale): Promise<string> {
  const token = newToken();
  const actor = draftActor(token, origin);
  await inScope(platform.pool, actor, draftPermission, (tx) =>
    tx
      .insertInto('declaration_draft')
      .values({ id: newId(), actor_key: actor.key, kind, locale, expires_at: sql`now() + ${keptDays} * interval '1 day'` })
      .execute(),
  );
  return token;
}

/** The draft of a token; undefined when there is none or it expired. */
export async function readDraft(platform: Platform, token: string): Promise<Draft | undefined> {
  const actor = draftActor(token, '');
  return inScope(platform.pool, actor, draftPermission, (tx) => loadDraft(tx, actor.key));
}

/**
 * The draft of an actor, in the running transaction. With `lock`, nobody else joins a file or saves a step until
 * COMMIT: what is read is all that there will be.
 */
export async function loadDraft(tx: Tx, actorKey: string, options: { lock?: boolean } = {}): Promise<Draft | undefined> {
  const row = await tx
    .selectFrom('declaration_draft')
    .select(['id', 'kind', 'content', 'updated_at'])
    .where('actor_key', '=', actorKey)
    .where('expires_at', '>', sql<Date>`now()`)
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return undefined;
  const attachments = await tx
    .selectFrom('draft_attachment')
    .select(['id', 'name', 'size', 'media_type as mediaType', 'sha256'])
    .where('draft_id', '=', row.id)
    .orderBy('created_at')
    .limit(maxAttachments)
    .execute();
  return { id: row.id, kind: row.kind as DeclarationKind, steps: row.content as Draft['steps'], updatedAt: row.updated_at, attachments };
}

/** Keeps the answers of one step, as typed. Throws `expired` when the draft is gone. */
export async function saveStep(platform: Platform, token: string, step: StepId, answers: TypedAnswers): Promise<Date> {
  const actor = draftActor(token, '');
  return inScope(platform.pool, actor, draftPermission, async (tx) => {
    const saved = await tx
      .updateTable('declaration_draft')
      // Merged inside the database: a step saved from another tab is not lost.
      .set({ content: sql`content || ${JSON.stringify({ [step]: storable(answers) })}::jsonb`, updated_at: sql`now()` })
      .where('actor_key', '=', actor.key)
      .where('expires_at', '>', sql<Date>`now()`)
      .returning('updated_at')
      .executeTakeFirst();
    if (!saved) throw new HygieError('expired');
    return saved.updated_at;
  });
}

/** Joins a stored file to a draft. Throws `expired`, or `too_large` past ten files. */
export async function attachToDraft(platform: Platform, token: string, file: Omit<DraftAttachment, 'id'>): Promise<void> {
  const actor = draftActor(token, '');
  await inScope(platform.pool, actor, draftPermission, async (tx) => {
    const draft = await tx.selectFrom('declaration_draft').select('id').where('actor_key', '=', actor.key).forUpdate().executeTakeFirst();
    if (!draft) throw new HygieError('expired');
    const { count } = await tx.selectFrom('draft_attachment').select(sql<number>`count(*)`.as('count')).where('draft_id', '=', draft.id).executeTakeFirstOrThrow();
    if (count >= maxAttachments) throw new HygieError('too_large', { detail: 'too many files' });
    await tx
      .insertInto('draft_attachment')
      .values({ draft_id: draft.id, id: newId(), name: file.name, size: file.size, media_type: file.mediaType, sha256: file.sha256 })
      .execute();
  });
}

/** Takes a file away from a draft; nothing when `id` names none. */
export async function detachFromDraft(platform: Platform, token: string, id: string): Promise<void> {
  if (!isId(id)) return;
  const actor = draftActor(token, '');
  await inScope(platform.pool, actor, draftPermission, async (tx) => {
    const draft = await tx.selectFrom('declaration_draft').select('id').where('actor_key', '=', actor.key).executeTakeFirst();
    if (!draft) throw new HygieError('expired');
    await tx.deleteFrom('draft_attachment').where('draft_id', '=', draft.id).where('id', '=', id).execute();
  });
}

/** Forgets a draft and its files, at the wish of its author. */
export async function discardDraft(platform: Platform, token: string): Promise<void> {
  const actor = draftActor(token, '');
  await inScope(platform.pool, actor, draftPermission, (tx) => tx.deleteFrom('declaration_draft').where('actor_key', '=', actor.key).execute());
}

/**
 * The follow-up code of a declaration. Derived from the token that only the declarant's browser holds, so that a
 * retried validation shows the same code and the platform still keeps nothing but its digest.
 */
export function followUpCode(settings: Settings, token: string): string {
  return codeFrom(createHmac('sha256', keyOf(settings)).update(`follow-up ${token}`).digest());
}

const keys = new WeakMap<Settings, KeyObject>();

/** The platform's key, prepared once: preparing it costs more than the code itself. */
function keyOf(settings: Settings): KeyObject {
  const key = keys.get(settings) ?? createSecretKey(settings.secretKey);
  keys.set(settings, key);
  return key;
}

/** Deletes the contents that no draft and no file names any more, a day after they came. Returns how many. */
export async function forgetContents(platform: Platform): Promise<number> {
  const namedAmong = async (digests: string[]): Promise<Set<string>> => {
    const { rows } = await inScope(platform.pool, systemActor('contents'), draftPermission, (tx) =>
      sql<{ digest: string }>`
        select encode(sha256, 'hex') as digest from draft_attachment where encode(sha256, 'hex') = any (${digests})
        union select encode(sha256, 'hex') from incident_attachment where sha256 = any (select decode(d, 'hex') from unnest(${digests}::text[]) d)`.execute(tx),
    );
    return new Set(rows.map(({ digest }) => digest));
  };
  return platform.files.sweep(namedAmong, new Date(Date.now() - 86_400_000));
}

/** Forgets drafts past their time. */
export async function forgetDrafts(platform: Platform): Promise<number> {
  const result = await inScope(platform.pool, systemActor('drafts'), draftPermission, (tx) =>
    tx.deleteFrom('declaration_draft').where('expires_at', '<', sql<Date>`now()`).executeTakeFirst(),
  );
  return Number(result.numDeletedRows);
}
