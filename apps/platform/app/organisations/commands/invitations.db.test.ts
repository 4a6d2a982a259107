import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../../ground/actor.ts';
import { run } from '../../ground/command.server.ts';
import { inScope } from '../../ground/scope.server.ts';
import { hashToken } from '../../ground/secrets.ts';
import { type TestDatabase, testDatabase } from '../../ground/testing/database.ts';
import { addPerson, codeOf, type Country, dayIn, holder, plantCountry, problemsOf } from '../organisations.fixture.ts';
import { invitationsOf } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import { invitePerson, resendInvitation, withdrawInvitation } from './invitations.server.ts';

let database: TestDatabase;
let country: Country;
let owner: PersonActor;

beforeAll(async () => {
  database = await testDatabase();
  country = await plantCountry(database.admin);
  owner = await holder(database.platform, database.admin, 'administrator', country.hospital);
});
afterAll(() => database.stop());

let count = 0;

/** Invites someone new; `ago` is how long before now, as an interval of PostgreSQL. */
async function invited(ago: string, more: object = {}) {
  const email = `attendu${(count += 1)}@dunes.example`;
  const { id } = await run(database.platform, owner, invitePerson, { organisationId: country.hospital, email, role: 'reader', ...more });
  await database.admin.query(
    'update invitation set created_at = created_at - $2::interval, expires_at = expires_at - $2::interval where id = $1', [id, ago]);
  return { id, email };
}
const resend = (invitationId: string, actor = owner, organisationId = country.hospital) =>
  run(database.platform, actor, resendInvitation, { organisationId, invitationId });
const rowOf = async (id: string) => (await database.admin.query('select *, expires_at - now() > interval \'6 days 23 hours\' as full_term from invitation where id = $1', [id])).rows[0];
const linksTo = async (email: string): Promise<string[]> => {
  const { rows } = await database.admin.query('select body from mail where recipient = $1 order by created_at, id', [email]);
  return rows.map((row) => /jeton=([\w-]{43})/.exec(row.body)?.[1] ?? '');
};

describe('sending an invitation again', () => {
  test('of another organisation finds nothing, and of a role above one’s own is refused', async () => {
    const { id } = await invited('1 day', { role: 'direction' });
    const stranger = await holder(database.platform, database.admin, 'administrator', country.clinic);
    const rssi = await holder(database.platform, database.admin, 'rssi', country.hospital);
    expect(await codeOf(resend(id, stranger))).toBe('not_found');
    expect(await codeOf(resend(id, stranger, country.clinic))).toBe('not_found');
    expect(await codeOf(resend(id, rssi))).toBe('forbidden');
    expect(await codeOf(resend(id, { ...owner, assurance: 1 }))).toBe('second_factor_required');
  });

  test('mails a new link for another full term, and the former one is dead', async () => {
    const { id, email } = await invited('3 days', { locale: 'en' });
    const before = await rowOf(id);
    await resend(id);
    const [first, second] = await linksTo(email);
    const after = await rowOf(id);
    expect(second).not.toBe(first);
    expect(before.token_hash).toEqual(hashToken(first!));
    expect(after.token_hash).toEqual(hashToken(second!));
    expect(after).toMatchObject({ full_term: true, created_at: before.created_at, invited_by: owner.personId });
    const { rows } = await database.admin.query('select locale, secret from mail where recipient = $1', [email]);
    expect(rows).toEqual([{ locale: 'en', secret: true }, { locale: 'en', secret: true }]);
  });

  test('gives a new life to an expired one', async () => {
    const { id } = await invited('30 days');
    expect(await rowOf(id)).toMatchObject({ full_term: false });
    await resend(id);
    expect(await rowOf(id)).toMatchObject({ full_term: true });
  });

  test('is journaled, without the secret', async () => {
    const { id, email } = await invited('1 day');
    await resend(id);
    const { rows } = await database.admin.query("select organisation_id, actor, payload from journal where command = 'person.resend_invitation' and subject_id = $1", [id]);
    expect(rows).toMatchObject([{ organisation_id: country.hospital, actor: owner.key, payload: { before: { email, role: 'reader' } } }]);
    const links = await linksTo(email);
    expect(links.filter((link) => JSON.stringify(rows).includes(link))).toEqual([]);
  });

  test('waits a minute after the last sending: a mailbox is not flooded', async () => {
    const { id, email } = await invited('0 seconds');
    expect(await codeOf(resend(id))).toBe('too_many_requests');
    expect(await linksTo(email)).toHaveLength(1);
  });

  test('has one winner among twenty at once', async () => {
    const { id, email } = await invited('1 day');
    const ends = await Promise.all(Array.from({ length: 20 }, () => codeOf(resend(id))));
    expect(ends.toSorted()).toEqual(['done', ...Array<string>(19).fill('too_many_requests')]);
    expect(await linksTo(email)).toHaveLength(2);
  });

  test('whose role has ended meanwhile is refused: its link would open nothing', async () => {
    const { id, email } = await invited('1 day', { until: dayIn(30) });
    await database.admin.query("update invitation set valid_to = now() - interval '1 minute' where id = $1", [id]);
    expect(await problemsOf(resend(id))).toEqual(['invitationId role_over']);
    expect(await linksTo(email)).toHaveLength(1);
  });

  test('once accepted or withdrawn is refused', async () => {
    const [withdrawn, accepted] = [await invited('1 day'), await invited('1 day')];
    await run(database.platform, owner, withdrawInvitation, { organisationId: country.hospital, invitationId: withdrawn.id });
    await database.admin.query('update invitation set accepted_at = now() where id = $1', [accepted.id]);
    expect(await codeOf(resend(withdrawn.id))).toBe('wrong_state');
    expect(await codeOf(resend(accepted.id))).toBe('wrong_state');
    expect(await problemsOf(resend(accepted.id))).toEqual(['invitationId invitation_answered']);
  });
});

const invitation = (more: object = {}) => ({ organisationId: country.hospital, email: 'nouvelle@dunes.example', role: 'reader', ...more });

describe('inviting', () => {
  test('again for the same address and role while one is pending is refused, and says where it waits', async () => {
    const actor = await holder(database.platform, database.admin, 'administrator', country.hospitalSite);
    const invite = (more: object = {}) => run(database.platform, actor, invitePerson, invitation({ organisationId: country.hospitalSite, email: 'deux@dunes.example', ...more }));
    const first = await invite();
    expect(await codeOf(invite())).toBe('wrong_state');
    expect(await problemsOf(invite({ email: 'DEUX@dunes.example ', subtree: false, until: dayIn(30) }))).toEqual(['email invitation_pending']);
    const { id: otherRole } = await invite({ role: 'auditor' });
    const pending = async () => (await inScope(database.platform.pool, actor, organisationPolicy.readPeople, (tx) => invitationsOf(tx, country.hospitalSite))).map((one) => one.id);
    expect((await pending()).toSorted()).toEqual([first.id, otherRole].toSorted());
    await run(database.platform, actor, withdrawInvitation, { organisationId: country.hospitalSite, invitationId: first.id });
    const { id: second } = await invite();
    await database.admin.query("update invitation set created_at = created_at - interval '30 days', expires_at = expires_at - interval '30 days' where id = $1", [second]);
    const { id: third } = await invite();
    expect((await pending()).toSorted(), 'one that expired gives way').toEqual([otherRole, third].toSorted());
  });

  test('twenty times at once for the same address and role sends one mail', async () => {
    const actor = await holder(database.platform, database.admin, 'administrator', country.hospital);
    const ends = await Promise.all(Array.from({ length: 20 }, () => codeOf(run(database.platform, actor, invitePerson, invitation({ email: 'ensemble@dunes.example' })))));
    expect(ends.toSorted()).toEqual(['done', ...Array<string>(19).fill('wrong_state')]);
    expect((await database.admin.query("select from mail where recipient = 'ensemble@dunes.example'")).rowCount).toBe(1);
  });

  test('someone to a role that they already hold here says so; what they hold elsewhere stays untold', async () => {
    const actor = await holder(database.platform, database.admin, 'administrator', country.hospital);
    const { id, email } = await addPerson(database.admin, ['reader', country.hospital], ['dpo', country.clinic]);
    expect(await problemsOf(run(database.platform, actor, invitePerson, invitation({ email })))).toEqual(['role role_already_held']);
    expect(await codeOf(run(database.platform, actor, invitePerson, invitation({ email, role: 'dpo' })))).toBe('done');
    await database.admin.query("update role_assignment set valid_from = now() - interval '2 days', valid_to = now() - interval '1 day' where person_id = $1 and role = 'reader'", [id]);
    expect(await codeOf(run(database.platform, actor, invitePerson, invitation({ email })))).toBe('done');
  });

  test('until a day that is past, or in a century, is refused', async () => {
    const actor = await holder(database.platform, database.admin, 'administrator', country.hospital);
    const until = (day: string) => problemsOf(run(database.platform, actor, invitePerson, invitation({ email: 'fin@dunes.example', until: day })));
    for (const day of ['2020-01-01', dayIn(-2), '1999-12-31']) expect(await until(day), day).toEqual(['until in_the_past']);
    for (const day of ['2199-01-01', '9999-12-31']) expect(await until(day), day).toEqual(['until too_far']);
    for (const day of ['0203-01-01', '2031-02-30', '31/12/2031']) expect(await until(day), day).toEqual(['until not_a_date']);
    expect(await until(dayIn(0)), 'today still counts').toEqual([]);
  });
});

describe('the list of pending invitations', () => {
  const list = () => inScope(database.platform.pool, owner, organisationPolicy.managePeople, (tx) => invitationsOf(tx, country.hospital));

  test('says who invited whom to what, when and until when, the expired ones included', async () => {
    const [fresh, old] = [await invited('1 hour'), await invited('30 days')];
    const lines = (await list()).filter((one) => [fresh.id, old.id].includes(one.id));
    expect(lines).toMatchObject([
      { id: fresh.id, email: fresh.email, role: 'reader', invitedBy: 'Camille Aubrac', expired: false },
      { id: old.id, email: old.email, invitedBy: 'Camille Aubrac', expired: true },
    ]);
  });

  test('names no author of whom the reader knows nothing', async () => {
    const { id } = await invited('1 hour');
    const nation = await holder(database.platform, database.admin, 'administrator', country.nation);
    await database.admin.query('update invitation set invited_by = $2 where id = $1', [id, nation.personId]);
    expect((await list()).find((one) => one.id === id)?.invitedBy).toBeNull();
  });
});
