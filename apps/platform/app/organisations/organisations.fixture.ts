import { sql } from 'kysely';
import type pg from 'pg';
import { type Actor, type PersonActor, type Right, permission, systemActor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { HygieError } from '../ground/errors.ts';
import { newId } from '../ground/id.ts';
import type { Platform } from '../ground/platform.ts';
import { inScope } from '../ground/scope.server.ts';
import { addOrganisation } from '../ground/testing/tree.ts';
import type { Role } from './role.ts';

const seen = permission('test.read', []);

/** Reads as the platform itself. */
export function asSystem<T>(platform: Platform, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inScope(platform.pool, systemActor('test'), seen, work);
}

/** A tree wide enough for every rule: two regions, a GHT, a GCS, hospitals, a clinic, sites. */
export interface Country {
  nation: string;
  north: string;
  south: string;
  ght: string;
  gcs: string;
  hospital: string;
  hospitalSite: string;
  clinic: string;
  /** In the south, of a legal entity seated in the north. */
  awaySite: string;
}

/** Plants the tree. The hospital is party to the GHT; hospital and clinic only adhere to the GCS. */
export async function plantCountry(admin: pg.Pool): Promise<Country> {
  const nation = await addOrganisation(admin, 'nation', 'France', null);
  const north = await addOrganisation(admin, 'region', 'Nord', nation);
  const south = await addOrganisation(admin, 'region', 'Sud', nation);
  const ght = await addOrganisation(admin, 'group', 'GHT des Dunes', north);
  const gcs = await addOrganisation(admin, 'group', 'GCS des Dunes', north);
  const hospital = await addOrganisation(admin, 'establishment', 'CH des Dunes', north);
  const hospitalSite = await addOrganisation(admin, 'site', 'EHPAD des Dunes', hospital);
  const clinic = await addOrganisation(admin, 'establishment', 'Clinique du Phare', north);
  const awaySite = await addOrganisation(admin, 'site', 'Dialyse du Midi', clinic);
  for (const [id, code] of [[north, '32'], [south, '93'], [ght, '32'], [gcs, '32'], [hospital, '32'], [hospitalSite, '32'], [clinic, '32'], [awaySite, '93']]) {
    await admin.query('update organisation set region_code = $2 where id = $1', [id, code]);
  }
  await join(admin, ght, hospital, 'party');
  await join(admin, gcs, hospital, 'member');
  await join(admin, gcs, clinic, 'member');
  return { nation, north, south, ght, gcs, hospital, hospitalSite, clinic, awaySite };
}

/** Makes an organisation a member of a group. */
export async function join(admin: pg.Pool, group: string, member: string, role: 'support' | 'party' | 'member', until: string | null = null): Promise<void> {
  await admin.query('insert into membership (group_id, member_id, role, valid_to) values ($1, $2, $3, $4)', [group, member, role, until]);
}

let people = 0;

/** Adds a person, with roles [role, organisation, subtree?]. */
export async function addPerson(admin: pg.Pool, ...held: [role: Role, on: string, subtree?: boolean][]): Promise<{ id: string; email: string }> {
  const id = newId();
  const email = `personne${(people += 1)}@dunes.example`;
  await admin.query("insert into person (id, email, given_name, family_name) values ($1, $2, 'Camille', 'Aubrac')", [id, email]);
  for (const [role, on, subtree] of held) await assign(admin, id, role, on, { subtree });
  return { id, email };
}

/** Gives a role; dates are SQL expressions. */
export async function assign(
  admin: pg.Pool, person: string, role: Role, on: string,
  { subtree = true, from = 'now()', to = 'null' }: { subtree?: boolean | undefined; from?: string; to?: string } = {},
): Promise<string> {
  const id = newId();
  await admin.query(
    `insert into role_assignment (organisation_id, id, person_id, role, subtree, valid_from, valid_to) values ($1, $2, $3, $4, $5, ${from}, ${to})`,
    [on, id, person, role, subtree],
  );
  return id;
}

/** Gives a mandate; dates are SQL expressions. */
export async function mandate(admin: pg.Pool, beneficiary: string, provider: string, role: Role, { from = 'now()', to = 'null' } = {}): Promise<string> {
  const id = newId();
  await admin.query(
    `insert into mandate (organisation_id, id, provider_id, role, valid_from, valid_to) values ($1, $2, $3, $4, ${from}, ${to})`,
    [beneficiary, id, provider, role],
  );
  return id;
}

/** The actor that a person is for a request made now: their rights are read from the database. */
export async function signedIn(platform: Platform, personId: string, more: Partial<PersonActor> = {}): Promise<PersonActor> {
  const rights = await asSystem(platform, async (tx) => {
    const { rows } = await sql<Right>`
      select organisation_id as "organisationId", organisation_name as "organisationName", organisation_kind as "organisationKind",
        role, subtree, via_mandate as "viaMandate", provider_name as "providerName" from ground.rights_of(${personId})`.execute(tx);
    return rows;
  });
  return { kind: 'person', key: `person:${personId}`, personId, label: 'Camille Aubrac', origin: '192.0.2.7', assurance: 2, sessionId: newId(), rights, ...more };
}

/** A new person holding a role, ready to act. */
export async function holder(platform: Platform, admin: pg.Pool, role: Role, on: string, more: Partial<PersonActor> & { subtree?: boolean } = {}): Promise<PersonActor> {
  const { subtree, ...rest } = more;
  const { id } = await addPerson(admin, [role, on, subtree]);
  return signedIn(platform, id, rest);
}

/** The code of the error that some work ends with; `done` when it succeeds. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
}

/** The fields that some work refuses, each with its reason: `until in_the_past`. */
export async function problemsOf(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (!(error instanceof HygieError)) throw error;
    return (error.data.fields ?? []).map(({ field, problem }) => `${field} ${problem}`);
  }
}

/** A day near today, `YYYY-MM-DD`, as a calendar in Paris shows it. */
export function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
}

/** Visitors who hold nothing: nobody, the author of a draft, a declarant. */
export const withoutAccount: Actor[] = [
  { kind: 'anonymous', key: 'anonymous:192.0.2.7', label: '', origin: '192.0.2.7' },
  { kind: 'draft', key: 'draft:1', label: '', origin: '192.0.2.7', organisationIds: [] },
  { kind: 'declarant', key: 'declarant:1', label: '', origin: '192.0.2.7', organisationIds: [], incidentId: newId() },
];
