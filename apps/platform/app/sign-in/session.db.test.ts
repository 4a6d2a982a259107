import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../ground/command.server.ts';
import { listDemonstrations, signInAsDemonstration } from './demonstration.server.ts';
import { signIn } from './password-sign-in.server.ts';
import { chooseOrganisation, closeSession, listSessions, readSession, revokeOtherSessions, revokeSession } from './session.server.ts';
import {
  actorOf, addPerson, goodPassword, isOpen, openTestPlatform, type TestPlatform, visitor,
} from './sign-in.fixture.ts';

let world: TestPlatform;
beforeAll(async () => {
  world = await openTestPlatform();
}, 60_000);
afterAll(() => world?.close());

const enter = (email: string, password: string = goodPassword) => signIn(world.platform, visitor, { email, password });
const opened = async (email: string) => (await enter(email)).token;

describe('a session', () => {
  test.each([
    ['idle for twelve hours', "update session set last_seen_at = now() - interval '12 hours' where person_id = $1"],
    ['opened seven days ago', "update session set expires_at = now() where person_id = $1"],
    ['revoked', 'update session set revoked_at = now() where person_id = $1'],
    ['of a person who left', 'update person set left_at = now() where id = $1'],
  ])('%s is over', async (_, change) => {
    const person = await addPerson(world);
    const token = await opened(person.email);
    expect(await isOpen(world.platform, token)).toBe(true);
    await world.admin.query(change, [person.id]);
    expect(await isOpen(world.platform, token)).toBe(false);
  });

  test('unknown or absurdly long is none', async () => {
    expect(await isOpen(world.platform, 'x')).toBe(false);
    expect(await isOpen(world.platform, 'x'.repeat(100_000))).toBe(false);
  });

  test('has the rights of this very instant: a role withdrawn is gone at the next request', async () => {
    const person = await addPerson(world);
    const token = await opened(person.email);
    expect((await actorOf(world.platform, token)).rights).toHaveLength(1);
    await world.admin.query("update role_assignment set valid_to = now() - interval '1 second', valid_from = now() - interval '1 day' where person_id = $1", [person.id]);
    expect((await actorOf(world.platform, token)).rights).toEqual([]);
  });

  test('is marked as seen at most once a minute', async () => {
    const person = await addPerson(world);
    const token = await opened(person.email);
    const seen = async () => (await world.admin.query('select last_seen_at from session where person_id = $1', [person.id])).rows[0].last_seen_at.getTime();
    const before = await seen();
    await isOpen(world.platform, token);
    expect(await seen()).toBe(before);
    await world.admin.query("update session set last_seen_at = now() - interval '2 minutes' where person_id = $1", [person.id]);
    await isOpen(world.platform, token);
    expect(await seen()).toBeGreaterThanOrEqual(before);
  });

  test('of somebody else cannot be revoked, nor seen', async () => {
    const [mine, theirs] = await Promise.all([addPerson(world), addPerson(world)]);
    const actor = await actorOf(world.platform, await opened(mine.email));
    const victim = await opened(theirs.email);
    const { sessionId } = await actorOf(world.platform, victim);
    await expect(run(world.platform, actor, revokeSession, { id: sessionId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await isOpen(world.platform, victim)).toBe(true);
    expect((await listSessions(world.platform, actor)).map((line) => line.id)).toEqual([actor.sessionId]);
  });

  test('is listed, revoked one by one or all but this one, and closed', async () => {
    const person = await addPerson(world);
    const tokens = [await opened(person.email), await opened(person.email), await opened(person.email)];
    const [first, second, third] = await Promise.all(tokens.map((token) => actorOf(world.platform, token)));
    expect(await listSessions(world.platform, first!)).toHaveLength(3);
    await run(world.platform, first!, revokeSession, { id: second!.sessionId });
    expect(await isOpen(world.platform, tokens[1]!)).toBe(false);
    expect(await run(world.platform, first!, revokeOtherSessions, {})).toEqual({ ended: 1 });
    expect(await isOpen(world.platform, tokens[2]!)).toBe(false);
    await closeSession(world.platform, first!);
    expect(await isOpen(world.platform, tokens[0]!)).toBe(false);
    expect(third!.personId).toBe(person.id);
  });

  test('shows the organisation chosen among those the rights reach, and no other', async () => {
    const person = await addPerson(world, { role: 'ars_officer', on: world.region });
    const token = await opened(person.email);
    const actor = await actorOf(world.platform, token);
    await expect(chooseOrganisation(world.platform, { actor }, world.nation)).rejects.toMatchObject({ code: 'not_found' });
    await chooseOrganisation(world.platform, { actor }, world.hospital);
    const current = async () => (await readSession(world.platform, token, 'x'))?.signedIn.currentOrganisation?.id;
    expect(await current()).toBe(world.hospital);
    await world.admin.query('update role_assignment set subtree = false where person_id = $1', [person.id]);
    expect(await current(), 'out of reach: back to all of one’s structures').toBeUndefined();
  });

  test('reaches one organisation exactly when the list of all organisations holds it', async () => {
    const { rows: made } = await world.admin.query(`
      with parent as (select id from organisation where kind = 'region'), made as (
        insert into organisation (id, kind, name, parent_id)
        select gen_random_uuid(), (array['group','establishment'])[1 + n % 2], 'O' || n, parent.id from parent, generate_series(1, 12) n returning id, kind)
      select id, kind from made`);
    const groups = made.filter((row) => row.kind === 'group');
    const establishments = made.filter((row) => row.kind === 'establishment');
    for (const [index, member] of establishments.entries()) {
      await world.admin.query("insert into organisation (id, kind, name, parent_id) values (gen_random_uuid(), 'site', 'S', $1)", [member.id]);
      await world.admin.query("insert into membership (group_id, member_id, valid_to) values ($1, $2, $3)", [groups[index % 3].id, member.id, index % 2 ? null : '2020-01-01']);
    }
    const { rows } = await world.admin.query(`
      select count(*)::int as pairs, count(*) filter (where reached)::int as reached, count(*) filter (where reached <> listed)::int as differing from (
        select ground.reaches(g, o.id) as reached, o.id = any (ground.organisations_of(g)) as listed
        from organisation o, organisation held, (values (true), (false)) s (subtree),
          lateral (select jsonb_build_array(jsonb_build_object('organisation', held.id, 'subtree', s.subtree)) as g) grants) compared`);
    expect(rows[0].differing).toBe(0);
    expect(rows[0].reached).toBeGreaterThan(rows[0].pairs / 20);
  });
});

describe('the demonstration', () => {
  test('has no door in production', async () => {
    const person = await addPerson(world, { password: false });
    expect(await listDemonstrations(world.platform)).toEqual([]);
    await expect(signInAsDemonstration(world.platform, visitor, person.email)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('opens in evaluation for people without a password, never for one who set theirs', async () => {
    const platform = { ...world.platform, settings: { ...world.platform.settings, mode: 'evaluation' as const } };
    const [demo, real] = await Promise.all([addPerson(world, { password: false, role: 'dpo' }), addPerson(world, { role: 'auditor' })]);
    expect((await listDemonstrations(platform)).find((one) => one.role === 'dpo')).toEqual({
      email: demo.email, name: 'Camille Aubrac', role: 'dpo', organisation: 'CH de Valbrune',
    });
    expect((await listDemonstrations(platform)).some((one) => one.email === real.email)).toBe(false);
    await expect(signInAsDemonstration(platform, visitor, real.email)).rejects.toMatchObject({ code: 'sign_in_refused' });
    expect((await actorOf(platform, await signInAsDemonstration(platform, visitor, demo.email))).assurance).toBe(2);
  });

  test('is journaled under the name of whoever came in, and so is their leaving', async () => {
    const platform = { ...world.platform, settings: { ...world.platform.settings, mode: 'evaluation' as const } };
    const demo = await addPerson(world, { role: 'dsi', password: false });
    const actor = await actorOf(platform, await signInAsDemonstration(platform, visitor, demo.email));
    await closeSession(platform, actor);
    const { rows } = await world.admin.query('select command, actor, actor_label from journal where subject_id = $1 order by seq', [demo.id]);
    const who = { actor: `person:${demo.id}`, actor_label: 'Camille Aubrac' };
    expect(rows).toEqual([{ command: 'sign_in.demonstration', ...who }, { command: 'session.sign_out', ...who }]);
  });
});
