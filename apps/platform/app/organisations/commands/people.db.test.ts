import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../ground/command.server.ts';
import { newId } from '../../ground/id.ts';
import { inScope } from '../../ground/scope.server.ts';
import { hashToken } from '../../ground/secrets.ts';
import { type TestDatabase, testDatabase } from '../../ground/testing/database.ts';
import { addPerson, assign, codeOf, type Country, dayIn, holder, mandate, plantCountry, problemsOf, signedIn, withoutAccount } from '../organisations.fixture.ts';
import { peopleOf } from '../people-queries.server.ts';
import { organisationPolicy } from '../policy.ts';
import { roles } from '../role.ts';
import { invitePerson, withdrawInvitation } from './invitations.server.ts';
import { endRole, grantRole, recordDeparture } from './roles.server.ts';

let database: TestDatabase;
let country: Country;

beforeAll(async () => {
  database = await testDatabase();
  country = await plantCountry(database.admin);
});
afterAll(() => database.stop());

const platform = () => database.platform;
const invitation = (more: object = {}) => ({ organisationId: country.hospital, email: 'nouvelle@dunes.example', role: 'reader', ...more });
const journalOf = async (command: string) => (await database.admin.query('select payload, organisation_id from journal where command = $1 order by at desc', [command])).rows;

describe('inviting', () => {
  test.each(withoutAccount)('is refused to whoever has no account ($kind)', async (visitor) => {
    expect(await codeOf(run(platform(), visitor, invitePerson, invitation()))).toBe('sign_in_required');
  });

  test.each(roles.filter((role) => !['administrator', 'rssi', 'cert_analyst', 'ars_officer'].includes(role)))('is refused to a %s', async (role) => {
    const actor = await holder(platform(), database.admin, role, country.hospital);
    expect(await codeOf(run(platform(), actor, invitePerson, invitation()))).toBe('forbidden');
  });

  test('is refused without a second factor', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital, { assurance: 1 });
    expect(await codeOf(run(platform(), actor, invitePerson, invitation()))).toBe('second_factor_required');
  });

  test('to another organisation finds nothing there, nor above one’s own', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.clinic);
    for (const organisationId of [country.hospital, country.north, country.ght, newId()]) {
      expect(await codeOf(run(platform(), actor, invitePerson, invitation({ organisationId })))).toBe('not_found');
    }
  });

  test('with an empty or malformed identifier is a mistake, not a way round', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    for (const organisationId of ['', 'null', `${country.hospital} `, `{${country.hospital}}`]) {
      expect(await codeOf(run(platform(), actor, invitePerson, invitation({ organisationId })))).toBe('invalid_input');
    }
  });

  test('to a role above one’s own is refused', async () => {
    const actor = await holder(platform(), database.admin, 'rssi', country.hospital);
    for (const role of ['administrator', 'direction', 'rssi', 'auditor', 'dpo']) {
      expect(await codeOf(run(platform(), actor, invitePerson, invitation({ role })))).toBe('forbidden');
    }
  });

  test('to a role of the State from an establishment is refused, by its administrator too', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    for (const role of ['ars_officer', 'cert_analyst']) {
      expect(await codeOf(run(platform(), actor, invitePerson, invitation({ role })))).toBe('invalid_input');
    }
  });

  test('for a subtree is refused to whoever holds the organisation alone', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital, { subtree: false });
    expect(await codeOf(run(platform(), actor, invitePerson, invitation({ subtree: true })))).toBe('forbidden');
    expect(await codeOf(run(platform(), actor, invitePerson, invitation({ subtree: false })))).toBe('done');
  });

  test('under a mandate that has expired finds nothing', async () => {
    const { id } = await addPerson(database.admin, ['rssi', country.gcs, false]);
    await mandate(database.admin, country.clinic, country.gcs, 'rssi', { from: "now() - interval '9 days'", to: "now() - interval '1 day'" });
    const actor = await signedIn(platform(), id);
    expect(await codeOf(run(platform(), actor, invitePerson, invitation({ organisationId: country.clinic })))).toBe('not_found');
  });

  test('refuses fields that nobody asked for', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    expect(await codeOf(run(platform(), actor, invitePerson, invitation({ token_hash: 'x' })))).toBe('invalid_input');
    expect(await codeOf(run(platform(), actor, invitePerson, invitation({ expiresAt: '2999-01-01' })))).toBe('invalid_input');
  });

  test('answers the same for someone known here, known elsewhere and unknown', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    const here = await addPerson(database.admin, ['dsi', country.hospital]);
    const elsewhere = await addPerson(database.admin, ['reader', country.clinic]);
    for (const email of [here.email, elsewhere.email, 'personne-du-tout@dunes.example']) {
      const answer = await run(platform(), actor, invitePerson, invitation({ email }));
      expect(Object.keys(answer)).toEqual(['id']);
    }
  });

  test('mails a link from the configured address, kept nowhere but there, and valid seven days', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    const { id } = await run(platform(), actor, invitePerson, invitation({ email: ' Jeanne.DUNE@dunes.example ', role: 'dpo', until: '2031-12-31' }));
    const { rows: [mail] } = await database.admin.query("select * from mail where recipient = 'jeanne.dune@dunes.example'");
    const link = /https:\/\/hygie\.example\/invitation\?jeton=([\w-]{43})/.exec(mail.body);
    expect(mail.body).toContain('CH des Dunes');
    expect(mail.body).toContain('DPO');
    const { rows: [kept] } = await database.admin.query('select *, expires_at - created_at as lasts from invitation where id = $1', [id]);
    expect(kept.token_hash).toEqual(hashToken(link![1]!));
    expect(kept.lasts).toMatchObject({ days: 7 });
    // The last day is included, in the zone of the organisation.
    expect(kept.valid_to.toISOString()).toBe('2031-12-31T23:00:00.000Z');
    const everything = await database.admin.query("select payload::text as text from journal union all select result::text from command_receipt");
    expect(everything.rows.filter((row) => row.text.includes(link![1]))).toEqual([]);
    expect((await journalOf('person.invite'))[0]).toMatchObject({ organisation_id: country.hospital, payload: { before: null, after: { role: 'dpo', email: 'jeanne.dune@dunes.example' } } });
  });

  test('stops at a hundred pending', async () => {
    await database.admin.query(
      `insert into invitation (organisation_id, id, email, role, subtree, token_hash, expires_at)
       select $1, gen_random_uuid(), 'x' || i || '@dunes.example', 'reader', true, sha256(i::text::bytea), now() + interval '1 day' from generate_series(1, 100) i`, [country.clinic]);
    const actor = await holder(platform(), database.admin, 'administrator', country.clinic);
    expect(await codeOf(run(platform(), actor, invitePerson, invitation({ organisationId: country.clinic })))).toBe('too_many_requests');
  });
});

describe('withdrawing an invitation', () => {
  test('of another organisation finds nothing; of one’s own, once', async () => {
    const owner = await holder(platform(), database.admin, 'administrator', country.hospital);
    const stranger = await holder(platform(), database.admin, 'administrator', country.clinic);
    const { id } = await run(platform(), owner, invitePerson, invitation({ email: 'retrait@dunes.example' }));
    expect(await codeOf(run(platform(), stranger, withdrawInvitation, { organisationId: country.hospital, invitationId: id }))).toBe('not_found');
    expect(await codeOf(run(platform(), stranger, withdrawInvitation, { organisationId: country.clinic, invitationId: id }))).toBe('not_found');
    expect(await codeOf(run(platform(), owner, withdrawInvitation, { organisationId: country.hospital, invitationId: id }))).toBe('done');
    expect(await codeOf(run(platform(), owner, withdrawInvitation, { organisationId: country.hospital, invitationId: id }))).toBe('wrong_state');
  });

  test('for a role above one’s own is refused', async () => {
    const owner = await holder(platform(), database.admin, 'administrator', country.hospital);
    const rssi = await holder(platform(), database.admin, 'rssi', country.hospital);
    const { id } = await run(platform(), owner, invitePerson, invitation({ email: 'dg@dunes.example', role: 'direction' }));
    expect(await codeOf(run(platform(), rssi, withdrawInvitation, { organisationId: country.hospital, invitationId: id }))).toBe('forbidden');
  });
});

describe('granting a role', () => {
  test('to someone of another organisation finds nobody, and leaves them unseen', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    const stranger = await addPerson(database.admin, ['reader', country.clinic]);
    const grant = { organisationId: country.hospital, personId: stranger.id, role: 'reader' };
    expect(await codeOf(run(platform(), actor, grantRole, grant))).toBe('not_found');
    // The wall alone, without the command: naming a stranger does not make them readable.
    const around = inScope(platform().pool, actor, organisationPolicy.managePeople, (tx) =>
      tx.insertInto('role_assignment').values({ organisation_id: country.hospital, id: newId(), person_id: stranger.id, role: 'reader' }).execute());
    expect(await codeOf(around)).toBe('42501');
  });

  test('to oneself above one’s own is refused', async () => {
    const actor = await holder(platform(), database.admin, 'rssi', country.hospital);
    const grant = { organisationId: country.hospital, personId: actor.personId, role: 'administrator' };
    expect(await codeOf(run(platform(), actor, grantRole, grant))).toBe('forbidden');
  });

  test('to a colleague holds from the given day to the end of the last one, once', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    const colleague = await addPerson(database.admin, ['reader', country.hospital]);
    const grant = { organisationId: country.hospital, personId: colleague.id, role: 'dpo', from: '2031-01-01', until: '2031-06-30' };
    await run(platform(), actor, grantRole, grant);
    const { rows: [kept] } = await database.admin.query("select * from role_assignment where person_id = $1 and role = 'dpo'", [colleague.id]);
    expect([kept.valid_from.toISOString(), kept.valid_to.toISOString()]).toEqual(['2030-12-31T23:00:00.000Z', '2031-06-30T22:00:00.000Z']);
    expect(kept.granted_by).toBe(actor.personId);
    expect(await codeOf(run(platform(), actor, grantRole, grant))).toBe('wrong_state');
    expect(await codeOf(run(platform(), actor, grantRole, { ...grant, role: 'dsi', until: '2030-12-31' }))).toBe('invalid_input');
  });

  test('that they already hold says so, and until when', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    const colleague = await addPerson(database.admin, ['reader', country.hospital]);
    const grant = (more: object) => run(platform(), actor, grantRole, { organisationId: country.hospital, personId: colleague.id, role: 'reader', ...more });
    await expect(grant({})).rejects.toMatchObject({ code: 'wrong_state', data: { fields: [{ field: 'role', problem: 'role_already_held' }] } });
    await grant({ role: 'dsi', until: '2031-06-30' });
    await expect(grant({ role: 'dsi' })).rejects.toMatchObject({ data: { fields: [{ field: 'role', problem: 'role_already_held', until: '2031-06-30T22:00:00.000Z' }] } });
  });

  test('to someone who left says so', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    const { id } = await addPerson(database.admin, ['reader', country.hospital]);
    await database.admin.query('update person set left_at = now() where id = $1', [id]);
    expect(await problemsOf(run(platform(), actor, grantRole, { organisationId: country.hospital, personId: id, role: 'dsi' }))).toEqual(['personId person_left']);
  });

  test('from or until a day that is past, or in a century, is refused', async () => {
    const actor = await holder(platform(), database.admin, 'administrator', country.hospital);
    const { id } = await addPerson(database.admin, ['reader', country.hospital]);
    const grant = (days: object) => problemsOf(run(platform(), actor, grantRole, { organisationId: country.hospital, personId: id, role: 'dsi', ...days }));
    expect(await grant({ until: dayIn(-2) })).toEqual(['until in_the_past']);
    expect(await grant({ from: '2020-01-01', until: '2020-06-01' })).toEqual(['from in_the_past', 'until in_the_past']);
    expect(await grant({ from: '2199-01-01' })).toEqual(['from too_far']);
    // Where the reader stands it may still be the day before.
    expect(await grant({ from: dayIn(-1), until: dayIn(0) })).toEqual([]);
  });
});

describe('ending a role', () => {
  test('above one’s own is refused, and elsewhere finds nothing', async () => {
    const rssi = await holder(platform(), database.admin, 'rssi', country.hospital);
    const { id } = await addPerson(database.admin);
    const direction = await assign(database.admin, id, 'direction', country.hospital);
    expect(await codeOf(run(platform(), rssi, endRole, { organisationId: country.hospital, assignmentId: direction }))).toBe('forbidden');
    const stranger = await holder(platform(), database.admin, 'administrator', country.clinic);
    expect(await codeOf(run(platform(), stranger, endRole, { organisationId: country.hospital, assignmentId: direction }))).toBe('not_found');
    expect(await codeOf(run(platform(), stranger, endRole, { organisationId: country.clinic, assignmentId: direction }))).toBe('not_found');
  });

  test('takes effect on the next request, without waiting for the session', async () => {
    const owner = await holder(platform(), database.admin, 'administrator', country.hospital);
    const { id } = await addPerson(database.admin);
    const assignmentId = await assign(database.admin, id, 'rssi', country.hospital, { from: "now() - interval '1 day'" });
    expect((await signedIn(platform(), id)).rights).toHaveLength(1);
    await run(platform(), owner, endRole, { organisationId: country.hospital, assignmentId });
    expect((await signedIn(platform(), id)).rights).toEqual([]);
    expect(await codeOf(run(platform(), owner, endRole, { organisationId: country.hospital, assignmentId }))).toBe('wrong_state');
    expect((await journalOf('role.end'))[0]).toMatchObject({ payload: { before: { role: 'rssi' }, after: null } });
  });

  test('an ended role is not given back by writing over its end', async () => {
    const { id } = await addPerson(database.admin);
    const assignmentId = await assign(database.admin, id, 'reader', country.hospital, { from: "now() - interval '2 days'", to: "now() - interval '1 day'" });
    const owner = await holder(platform(), database.admin, 'administrator', country.hospital);
    const set = (change: object) => inScope(platform().pool, owner, organisationPolicy.managePeople, (tx) =>
      tx.updateTable('role_assignment').set(change).where('id', '=', assignmentId).execute());
    for (const change of [{ valid_to: null }, { role: 'administrator' }, { person_id: owner.personId }, { subtree: false }]) {
      expect(await codeOf(set(change))).toBe('HY004');
    }
    expect(await codeOf(set({ organisation_id: country.hospitalSite }))).toMatch(/HY001|HY004/);
  });
});

describe('the last administrator', () => {
  const administratorsOf = async (count: number) => {
    const organisationId = country.hospitalSite;
    await database.admin.query("update role_assignment set valid_to = now() where organisation_id = $1 and role = 'administrator' and valid_to is null", [organisationId]);
    const made = [];
    for (let index = 0; index < count; index += 1) {
      const { id } = await addPerson(database.admin);
      made.push({ personId: id, assignmentId: await assign(database.admin, id, 'administrator', organisationId, { from: "now() - interval '1 day'" }) });
    }
    return made;
  };

  test('cannot be ended, nor leave, even by the administrator of the nation', async () => {
    const [only] = await administratorsOf(1);
    const nation = await holder(platform(), database.admin, 'administrator', country.nation);
    expect(await codeOf(run(platform(), nation, endRole, { organisationId: country.hospitalSite, assignmentId: only!.assignmentId }))).toBe('wrong_state');
    expect(await codeOf(run(platform(), nation, recordDeparture, { organisationId: country.hospitalSite, personId: only!.personId }))).toBe('wrong_state');
    expect((await signedIn(platform(), only!.personId)).rights).toHaveLength(1);
  });

  test('stays one when all administrators leave at the same instant', async () => {
    const all = await administratorsOf(8);
    const nation = await holder(platform(), database.admin, 'administrator', country.nation);
    const ends = await Promise.all(all.map(({ assignmentId }) => codeOf(run(platform(), nation, endRole, { organisationId: country.hospitalSite, assignmentId }))));
    expect(ends.sort()).toEqual([...Array<string>(7).fill('done'), 'wrong_state']);
  });
});

describe('recording a departure', () => {
  const session = async (person: string) => {
    await database.admin.query(
      "insert into session (token_hash, id, person_id, assurance, expires_at, origin, device) values (sha256($1::bytea), $2, $3, 2, now() + interval '1 day', 'x', 'x')", [newId(), newId(), person]);
  };
  const openSessions = async (person: string) => (await database.admin.query('select 1 from session where person_id = $1 and revoked_at is null', [person])).rowCount;

  test('is refused to whoever may not end one of the roles, and then ends none', async () => {
    const rssi = await holder(platform(), database.admin, 'rssi', country.hospital);
    const { id } = await addPerson(database.admin, ['reader', country.hospital], ['direction', country.hospital]);
    expect(await codeOf(run(platform(), rssi, recordDeparture, { organisationId: country.hospital, personId: id }))).toBe('forbidden');
    expect((await signedIn(platform(), id)).rights).toHaveLength(2);
  });

  test('of someone of another organisation finds nobody', async () => {
    const owner = await holder(platform(), database.admin, 'administrator', country.hospital);
    const { id } = await addPerson(database.admin, ['reader', country.clinic]);
    expect(await codeOf(run(platform(), owner, recordDeparture, { organisationId: country.hospital, personId: id }))).toBe('not_found');
    expect(await codeOf(run(platform(), owner, recordDeparture, { organisationId: country.clinic, personId: id }))).toBe('not_found');
  });

  test('ends every role here and below, keeps those held elsewhere, and their sessions with them', async () => {
    const owner = await holder(platform(), database.admin, 'administrator', country.hospital);
    const { id } = await addPerson(database.admin, ['reader', country.hospital], ['declarant', country.hospitalSite], ['reader', country.clinic]);
    await session(id);
    expect(await run(platform(), owner, recordDeparture, { organisationId: country.hospital, personId: id })).toEqual({ ended: 2 });
    expect((await signedIn(platform(), id)).rights.map((right) => right.organisationId)).toEqual([country.clinic]);
    expect(await openSessions(id)).toBe(1);
    const { rows: [person] } = await database.admin.query('select left_at from person where id = $1', [id]);
    expect(person.left_at).toBeNull();
  });

  test('of someone who holds nothing else closes their sessions and marks them as gone, with the same answer', async () => {
    const owner = await holder(platform(), database.admin, 'administrator', country.hospital);
    const { id } = await addPerson(database.admin, ['reader', country.hospital], ['declarant', country.hospitalSite]);
    await session(id);
    expect(await run(platform(), owner, recordDeparture, { organisationId: country.hospital, personId: id })).toEqual({ ended: 2 });
    expect(await openSessions(id)).toBe(0);
    const { rows: [person] } = await database.admin.query('select left_at from person where id = $1', [id]);
    expect(person.left_at).not.toBeNull();
    expect(await codeOf(run(platform(), owner, grantRole, { organisationId: country.hospital, personId: id, role: 'reader' }))).toBe('wrong_state');
  });
});

describe('reading people', () => {
  test('shows those of the organisation asked for, none of another', async () => {
    const actor = await holder(platform(), database.admin, 'auditor', country.ght, { subtree: false });
    const read = (id: string) => inScope(platform().pool, actor, organisationPolicy.readPeople, (tx) => peopleOf(tx, id, { ended: true }));
    expect((await read(country.ght)).held).toHaveLength(1);
    expect((await read(country.hospital)).held).toEqual([]);
    expect((await read(country.clinic)).held).toEqual([]);
  });
});
