import { sql } from 'kysely';
import type { Actor, PersonActor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import type { JournalEntry } from '../ground/journal.server.ts';
import type { Locale } from '../ground/platform.ts';

/** A person as sign-in sees them, and the organisation whose journal and mails speak of them. */
export interface Account {
  personId: string;
  email: string;
  givenName: string;
  familyName: string;
  locale: Locale;
  organisationId: string;
  administrator: boolean;
}

/** The platform at work for somebody at a network address, before it knows who. */
export function signInActor(origin: string): Actor {
  return { kind: 'system', key: 'system:sign-in', label: 'Hygie', origin };
}

/** The signed-in person of a command about one's own account. Throws `sign_in_required`. */
export function requirePerson(actor: Actor): PersonActor {
  if (actor.kind !== 'person') throw new HygieError('sign_in_required');
  return actor;
}

/** The root of the tree. Throws `wrong_state` when the instance has no tree yet. */
export async function nationId(tx: Tx): Promise<string> {
  const nation = await tx.selectFrom('organisation').select('id').where('kind', '=', 'nation').orderBy('node').executeTakeFirst();
  if (!nation) throw new HygieError('wrong_state', { detail: 'no national organisation exists yet' });
  return nation.id;
}

/** The account of a person who has not left; undefined otherwise. Its organisation is that of their first right. */
export async function findAccount(tx: Tx, by: { personId: string } | { email: string }): Promise<Account | undefined> {
  const chosen = 'email' in by ? sql`p.email = ${by.email}` : sql`p.id = ${by.personId}`;
  const { rows } = await sql<Omit<Account, 'organisationId'> & { organisationId: string | null }>`
    select p.id as "personId", p.email, p.given_name as "givenName", p.family_name as "familyName", p.locale,
      (select organisation_id from ground.rights_of(p.id) limit 1) as "organisationId",
      exists (select from ground.rights_of(p.id) where role = 'administrator') as administrator
    from person p where ${chosen} and p.left_at is null`.execute(tx);
  const row = rows[0];
  return row && { ...row, organisationId: row.organisationId ?? (await nationId(tx)) };
}

/** The account of a person known to exist; throws `not_found` when they left meanwhile. */
export async function accountOf(tx: Tx, personId: string): Promise<Account> {
  const account = await findAccount(tx, { personId });
  if (!account) throw new HygieError('not_found');
  return account;
}

/** A journal entry about a person, on the chain of their organisation. */
export function aboutPerson(account: Pick<Account, 'organisationId' | 'personId'>, payload: Record<string, unknown>): JournalEntry {
  return { organisationId: account.organisationId, subjectKind: 'person', subjectId: account.personId, payload };
}

/** The same, by that person: who signs in is only known once they proved it. */
export function byPerson(account: Account, payload: Record<string, unknown>): JournalEntry {
  return { ...aboutPerson(account, payload), author: { key: `person:${account.personId}`, label: `${account.givenName} ${account.familyName}` } };
}

/** A journal entry about a refusal for which nobody was recognised. What was typed is not kept: it may be a password. */
export async function aboutNobody(tx: Tx, payload: Record<string, unknown>): Promise<JournalEntry> {
  return { organisationId: await nationId(tx), subjectKind: 'person', subjectId: 'unknown', payload };
}
