import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonActor, Right } from '../ground/actor.ts';
import { systemActor } from '../ground/actor.ts';
import { defineCommand, run } from '../ground/command.server.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import type { Locale, Platform, Settings } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { hashToken, newToken } from '../ground/secrets.ts';
import type { SignedIn } from '../request-context.ts';
import { aboutPerson, accountOf, byPerson, findAccount, requirePerson, signInActor } from './account.server.ts';
import { signInPolicy } from './policy.ts';

const absoluteDays = 7;

interface SessionRow {
  id: string;
  person_id: string;
  email: string;
  given_name: string;
  family_name: string;
  locale: Locale;
  time_zone: string;
  assurance: 1 | 2;
  rights: Right[];
  organisation: { id: string; name: string; kind: string } | null;
}

const readQuery = (hash: Buffer) => sql<SessionRow>`
  with live as (
    select s.*, p.email, p.given_name, p.family_name, p.locale, p.time_zone
    from session s join person p on p.id = s.person_id
    where s.token_hash = ${hash} and s.revoked_at is null and s.expires_at > now()
      and s.last_seen_at > now() - interval '12 hours' and p.left_at is null
  ), seen as (
    update session set last_seen_at = now() from live
    where session.token_hash = live.token_hash and session.last_seen_at < now() - interval '1 minute'
  )
  select live.id, live.person_id, live.email, live.given_name, live.family_name, live.locale, live.time_zone,
    live.assurance, held.rights,
    (select json_build_object('id', o.id, 'name', o.name, 'kind', o.kind) from organisation o
      where o.id = live.current_organisation_id and ground.reaches(held.grants, o.id)) as organisation
  from live cross join lateral (
    select coalesce(json_agg(json_build_object('organisationId', organisation_id, 'organisationName', organisation_name,
        'organisationKind', organisation_kind, 'role', role, 'subtree', subtree, 'viaMandate', via_mandate,
        'providerName', provider_name) order by organisation_name, role, organisation_id, via_mandate), '[]') as rights,
      coalesce(jsonb_agg(jsonb_build_object('organisation', organisation_id, 'subtree', subtree)), '[]') as grants
    from ground.rights_of(live.person_id)) held`;

/**
 * The person behind a session's token, with the rights held at this instant; null when the session is unknown,
 * revoked, idle for 12 h, older than 7 days, or when the person left.
 */
export async function readSession(
  platform: Platform,
  token: string,
  origin: string,
): Promise<{ signedIn: SignedIn; locale: Locale } | null> {
  if (token.length > 100) return null;
  const { rows } = await inScope(platform.pool, systemActor('sign-in'), signInPolicy.platform, (tx) =>
    readQuery(hashToken(token)).execute(tx),
  );
  const row = rows[0];
  return row ? { signedIn: present(row, origin), locale: row.locale } : null;
}

function present(row: SessionRow, origin: string): SignedIn {
  const first = row.rights[0];
  const home = first ? { id: first.organisationId, name: first.organisationName, kind: first.organisationKind } : null;
  return {
    actor: {
      kind: 'person',
      key: `person:${row.person_id}`,
      personId: row.person_id,
      label: `${row.given_name} ${row.family_name}`,
      origin,
      assurance: row.assurance,
      sessionId: row.id,
      rights: row.rights,
    },
    givenName: row.given_name,
    familyName: row.family_name,
    email: row.email,
    timeZone: row.time_zone,
    currentOrganisation: row.organisation,
    home,
  };
}

/** Opens a session in the running transaction; answers its token, which only the browser keeps. */
export async function openSession(
  tx: Tx,
  session: { personId: string; assurance: 1 | 2; origin: string; device: string },
): Promise<string> {
  const token = newToken();
  await tx
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      id: newId(),
      person_id: session.personId,
      assurance: session.assurance,
      expires_at: sql`now() + ${absoluteDays} * interval '1 day'`,
      origin: session.origin,
      device: session.device,
    })
    .execute();
  return token;
}

/** Raises a session to two factors under a new token: the one that knew a single factor is worth nothing any more. */
export async function raiseSession(tx: Tx, sessionId: string): Promise<string> {
  const token = newToken();
  const raised = await tx
    .updateTable('session')
    .set({ assurance: 2, token_hash: hashToken(token) })
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (raised.numUpdatedRows !== 1n) throw new HygieError('sign_in_required');
  return token;
}

/** Ends the sessions of a person in the running transaction, all or all but one; answers how many ended. */
export async function endSessions(tx: Tx, personId: string, exceptId?: string): Promise<number> {
  let ending = tx
    .updateTable('session')
    .set({ revoked_at: sql`now()` })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null);
  if (exceptId) ending = ending.where('id', '<>', exceptId);
  return Number((await ending.executeTakeFirst()).numUpdatedRows);
}

/** A session as its owner sees it. */
export interface SessionLine {
  id: string;
  device: string;
  origin: string;
  createdAt: Date;
  lastSeenAt: Date;
  assurance: number;
  current: boolean;
}

/** The live sessions of the actor, the most recent first, at most a hundred. */
export async function listSessions(platform: Platform, actor: PersonActor): Promise<SessionLine[]> {
  return inScope(platform.pool, actor, signInPolicy.account, async (tx) => {
    const rows = await tx
      .selectFrom('session')
      .select(['id', 'device', 'origin', 'created_at', 'last_seen_at', 'assurance'])
      .where('person_id', '=', actor.personId)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`)
      .where('last_seen_at', '>', sql<Date>`now() - interval '12 hours'`)
      .orderBy('last_seen_at', 'desc')
      .orderBy('id')
      .limit(100)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      device: row.device,
      origin: row.origin,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      assurance: row.assurance,
      current: row.id === actor.sessionId,
    }));
  });
}

/** Ends one of the actor's own sessions. Throws `not_found` for any other. */
export const revokeSession = defineCommand({
  name: 'session.revoke',
  input: z.strictObject({ id: z.uuid() }),
  permission: signInPolicy.account,
  handle: async ({ tx, actor }, { id }) => {
    const { personId } = requirePerson(actor);
    const ended = await tx
      .updateTable('session')
      .set({ revoked_at: sql`now()` })
      .where('id', '=', id)
      .where('person_id', '=', personId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (ended.numUpdatedRows !== 1n) throw new HygieError('not_found');
    return { result: null, journal: [aboutPerson(await accountOf(tx, personId), { session: id })] };
  },
});

/** Ends all the sessions of the actor but the one in use. */
export const revokeOtherSessions = defineCommand({
  name: 'session.revoke_others',
  input: z.strictObject({}),
  permission: signInPolicy.account,
  handle: async ({ tx, actor }) => {
    const { personId, sessionId } = requirePerson(actor);
    const ended = await endSessions(tx, personId, sessionId);
    return { result: { ended }, journal: [aboutPerson(await accountOf(tx, personId), { ended })] };
  },
});

const choose = defineCommand({
  name: 'session.choose_organisation',
  input: z.strictObject({ organisationId: z.uuid().nullable() }),
  permission: signInPolicy.account,
  handle: async ({ tx, actor }, { organisationId }) => {
    const { personId, sessionId, rights } = requirePerson(actor);
    const grants = rights.map((right) => ({ organisation: right.organisationId, subtree: right.subtree }));
    if (organisationId) {
      const { rows } = await sql<{ reached: boolean }>`
        select ground.reaches(${JSON.stringify(grants)}::jsonb, ${organisationId}) as reached`.execute(tx);
      if (!rows[0]?.reached) throw new HygieError('not_found');
    }
    await tx
      .updateTable('session')
      .set({ current_organisation_id: organisationId })
      .where('id', '=', sessionId)
      .where('person_id', '=', personId)
      .execute();
    const account = await accountOf(tx, personId);
    return { result: null, journal: [aboutPerson({ ...account, organisationId: organisationId ?? account.organisationId }, { session: sessionId, chosen: organisationId })] };
  },
});

/** Chooses the organisation to look at (null: all). Throws `not_found` when the person's rights do not reach it. */
export async function chooseOrganisation(platform: Platform, signedIn: { actor: PersonActor }, organisationId: string | null): Promise<void> {
  await run(platform, signedIn.actor, choose, { organisationId });
}

const signOutCommand = defineCommand({
  name: 'session.sign_out',
  input: z.strictObject({ id: z.uuid(), personId: z.uuid() }),
  permission: signInPolicy.platform,
  handle: async ({ tx }, { id, personId }) => {
    await tx.updateTable('session').set({ revoked_at: sql`now()` }).where('id', '=', id).where('revoked_at', 'is', null).execute();
    const account = await findAccount(tx, { personId });
    if (!account) throw new HygieError('not_found');
    return { result: null, journal: [byPerson(account, { session: id })] };
  },
});

/** Signs the actor out; works for whoever is signed in, even without any role left. */
export async function closeSession(platform: Platform, actor: PersonActor): Promise<void> {
  await run(platform, signInActor(actor.origin), signOutCommand, { id: actor.sessionId, personId: actor.personId });
}

const isSecure = (settings: Pick<Settings, 'publicUrl'>) => settings.publicUrl.protocol === 'https:';

/** Name of the session's cookie; the prefix makes browsers refuse it from a sibling host or over plain HTTP. */
export function sessionCookie(settings: Pick<Settings, 'publicUrl'>): string {
  return isSecure(settings) ? '__Host-hygie' : 'hygie';
}

/** Name of the cookie kept between the password and the second factor. */
export function secondFactorCookie(settings: Pick<Settings, 'publicUrl'>): string {
  return isSecure(settings) ? '__Host-hygie-second' : 'hygie-second';
}

/** A `Set-Cookie` value that scripts cannot read and other sites cannot send; `seconds` 0 removes the cookie. */
export function cookie(settings: Pick<Settings, 'publicUrl'>, name: string, value: string, seconds: number): string {
  const secure = isSecure(settings) ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The cookies of a session just opened: the session itself, and the intermediate one removed. */
export function openedCookies(settings: Pick<Settings, 'publicUrl'>, token: string): string[] {
  return [
    cookie(settings, sessionCookie(settings), token, absoluteDays * 86_400),
    cookie(settings, secondFactorCookie(settings), '', 0),
  ];
}

/** The cookies of a person who leaves. */
export function closedCookies(settings: Pick<Settings, 'publicUrl'>): string[] {
  return [cookie(settings, sessionCookie(settings), '', 0), cookie(settings, secondFactorCookie(settings), '', 0)];
}
