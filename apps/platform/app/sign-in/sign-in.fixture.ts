import type pg from 'pg';
import type { PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { newId } from '../ground/id.ts';
import type { Platform, Settings } from '../ground/platform.ts';
import { unseal } from '../ground/secrets.ts';
import { testDatabase } from '../ground/testing/database.ts';
import { plantTree } from '../ground/testing/tree.ts';
import { confirmTotp, enrolTotp } from './credentials.server.ts';
import { totpOf } from './factors.server.ts';
import { hashPassword } from './password.server.ts';
import { signIn } from './password-sign-in.server.ts';
import { readSession } from './session.server.ts';

/** A platform over a real, empty PostgreSQL, with a small tree of organisations. */
export interface TestPlatform {
  platform: Platform;
  /** Queries as the superuser: what the platform itself would not show. */
  admin: pg.Pool;
  nation: string;
  region: string;
  hospital: string;
  close: () => Promise<void>;
}

/** A password that the tests choose again and again; hashed once, since each hash costs 64 MiB. */
export const goodPassword = 'quatre tuiles sous la pluie';
let hashed: Promise<string> | undefined;

/** The visitor of the tests. */
export const visitor = { origin: '192.0.2.7', device: 'Firefox, Linux' };

/** Opens an empty database with a small tree. `settings` overrides those of production over https. */
export async function openTestPlatform(settings: Partial<Settings> = {}): Promise<TestPlatform> {
  const { platform, admin, stop } = await testDatabase({ settings });
  const { nation, region, a: hospital } = await plantTree(admin);
  return { platform, admin, nation, region, hospital, close: stop };
}

let count = 0;

/** A person with a role, and a password unless told otherwise. */
export async function addPerson(
  { admin, hospital }: TestPlatform,
  { role = 'rssi', on = hospital, password = true }: { role?: string | null; on?: string; password?: boolean } = {},
): Promise<{ id: string; email: string }> {
  const id = newId();
  const email = `personne${(count += 1)}@ch-valbrune.example`;
  await admin.query("insert into person (id, email, given_name, family_name) values ($1, $2, 'Camille', 'Aubrac')", [id, email]);
  if (role) await admin.query('insert into role_assignment (organisation_id, id, person_id, role) values ($1, $2, $3, $4)', [on, newId(), id, role]);
  hashed ??= hashPassword(goodPassword);
  if (password) await admin.query('insert into password (person_id, hash) values ($1, $2)', [id, await hashed]);
  return { id, email };
}

/** The actor behind a session's token; fails when the session is not valid. */
export async function actorOf(platform: Platform, token: string): Promise<PersonActor> {
  const session = await readSession(platform, token, visitor.origin);
  if (!session) throw new Error('the session is not valid');
  return session.signedIn.actor;
}

/** A new person with a session. */
export async function addSignedIn(world: TestPlatform, options: Parameters<typeof addPerson>[1] = {}): Promise<{ person: { id: string; email: string }; token: string; actor: PersonActor }> {
  const person = await addPerson(world, options);
  const { token } = await signIn(world.platform, visitor, { email: person.email, password: goodPassword });
  return { person, token, actor: await actorOf(world.platform, token) };
}

/** Adds an authenticator application to somebody’s account; the session goes on under a new token. */
export async function enrol(world: TestPlatform, actor: PersonActor) {
  await enrolTotp(world.platform, actor, goodPassword);
  const { rows } = await world.admin.query('select secret from totp where person_id = $1', [actor.personId]);
  const totp = totpOf(unseal(world.platform.settings.secretKey, rows[0].secret), '', '');
  const added = await run(world.platform, actor, confirmTotp, { code: totp.generate() });
  return { ...added, totp, actor: await actorOf(world.platform, added.token) };
}

/** Whether a token still opens something. */
export async function isOpen(platform: Platform, token: string): Promise<boolean> {
  return (await readSession(platform, token, visitor.origin)) !== null;
}

/** What the journal holds about a person: commands and payloads, in order. */
export async function journalOf({ admin }: TestPlatform, personId: string): Promise<{ command: string; payload: Record<string, unknown> }[]> {
  const { rows } = await admin.query('select command, payload from journal where subject_id = $1 order by at, seq', [personId]);
  return rows;
}

/** The mails queued for an address: purposes, subjects and bodies, in order. */
export async function mailsTo({ admin }: TestPlatform, email: string): Promise<{ purpose: string; subject: string; body: string }[]> {
  const { rows } = await admin.query('select purpose, subject, body from mail where recipient = $1 order by created_at, id', [email]);
  return rows;
}

/** Lets a locked account try again, as if its wait had passed. */
export async function endWait({ admin }: TestPlatform, personId: string): Promise<void> {
  await admin.query('update sign_in_guard set locked_until = now() where person_id = $1', [personId]);
}

/** The same command by many at once: how many went through, and the codes of the others. */
export async function race<T>(times: number, work: (index: number) => Promise<T>): Promise<{ won: T[]; lost: string[] }> {
  const answers = await Promise.allSettled(Array.from({ length: times }, (_, index) => work(index)));
  return {
    won: answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])),
    lost: answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason.code ?? answer.reason)] : [])),
  };
}

/** An actor who does not hold what they ask for. */
export const stranger = (personId: string): PersonActor => ({
  kind: 'person', key: `person:${personId}`, personId, label: 'X', origin: visitor.origin, assurance: 2, sessionId: newId(), rights: [],
});
