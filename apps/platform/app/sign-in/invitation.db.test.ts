import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { newId } from '../ground/id.ts';
import { hashToken, newToken } from '../ground/secrets.ts';
import { acceptInvitation, createAdministratorLink, formerOrganisations, invitationsAt, readOffer } from './invitation.server.ts';
import { signIn } from './password-sign-in.server.ts';
import {
  actorOf, addPerson, addSignedIn, enrol, goodPassword, isOpen, mailsTo, openTestPlatform, race, stranger, type TestPlatform, visitor,
} from './sign-in.fixture.ts';

const otherPassword = 'cinq marmottes jouent aux dames';
let world: TestPlatform;
beforeAll(async () => {
  world = await openTestPlatform();
}, 60_000);
afterAll(() => world?.close());

const enter = (email: string, password: string = goodPassword) => signIn(world.platform, visitor, { email, password });

const signedIn = (options: Parameters<typeof addPerson>[1] = {}) => addSignedIn(world, options);
const enrolled = (actor: PersonActor) => enrol(world, actor);

describe('an invitation', () => {
  async function invite(email: string, change: Record<string, string> = {}): Promise<string> {
    const token = newToken();
    const row = { role: 'rssi', expires_at: 'now() + interval \'7 days\'', accepted_at: 'null', withdrawn_at: 'null', ...change };
    await world.admin.query(
      `insert into invitation (organisation_id, id, email, role, subtree, token_hash, created_at, expires_at, accepted_at, withdrawn_at)
       values ($1, $2, $3, $4, true, $5, now() - interval '1 day', ${row.expires_at}, ${row.accepted_at}, ${row.withdrawn_at})`,
      [world.hospital, newId(), email, row.role, hashToken(token)],
    );
    return token;
  }
  const details = { givenName: 'Lou', familyName: 'Verdier', password: otherPassword, locale: 'fr' };
  const accept = (token: string, input: unknown = details) => acceptInvitation(world.platform, visitor.origin, token, input);

  test('that expired, was accepted, was withdrawn or never was answers the same', async () => {
    const tokens = [
      await invite('a@ch.example', { expires_at: 'now()' }),
      await invite('b@ch.example', { accepted_at: 'now()' }),
      await invite('c@ch.example', { withdrawn_at: 'now()' }),
      newToken(),
      'x'.repeat(10_000),
    ];
    const answers = await Promise.all(tokens.map((token) => accept(token).catch((error) => [error.code, error.data])));
    expect(answers).toEqual(tokens.map(() => ['expired', { code: 'expired' }]));
    expect(await Promise.all(tokens.map((token) => readOffer(world.platform, visitor.origin, token)))).toEqual(tokens.map(() => null));
  });

  test('whose role has ended before it is accepted answers as one that expired, and so does its list', async () => {
    const token = await invite('ended@ch.example');
    await world.admin.query("update invitation set valid_to = now() - interval '1 minute' where email = 'ended@ch.example'");
    await expect(accept(token)).rejects.toMatchObject({ code: 'expired' });
    expect(await readOffer(world.platform, visitor.origin, token)).toBeNull();
    expect(await invitationsAt(world.platform, visitor.origin, 'ended@ch.example')).toEqual([]);
  });

  test('stops working with the role of whoever sent it, here or in an organisation above', async () => {
    for (const [index, role] of (['administrator', 'reader'] as const).entries()) {
      const author = await addPerson(world, { role });
      const token = await invite(`by-${index}@ch.example`);
      await world.admin.query('update invitation set invited_by = $1 where email = $2', [author.id, `by-${index}@ch.example`]);
      const offered = async () => (await readOffer(world.platform, visitor.origin, token)) !== null;
      expect([role, await offered()]).toEqual([role, role === 'administrator']);
      await world.admin.query("update role_assignment set valid_from = now() - interval '2 days', valid_to = now() - interval '1 second' where person_id = $1", [author.id]);
      expect([role, await offered()]).toEqual([role, false]);
      await expect(accept(token)).rejects.toMatchObject({ code: 'expired' });
    }
  });

  test('refuses a weak password, a longer one being due from an administrator, and stays usable', async () => {
    const token = await invite('adm@ch.example', { role: 'administrator' });
    await expect(accept(token, { ...details, password: 'vK9#tr2Lq8!x' })).rejects.toMatchObject({ data: { fields: [{ problem: 'password_too_short_administrator' }] } });
    await expect(accept(token, { ...details, role: 'cert_analyst' })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await readOffer(world.platform, visitor.origin, token)).toMatchObject({ role: 'administrator', known: false });
  });

  test('creates the person with the role of the invitation and nothing else', async () => {
    await accept(await invite('lou@ch.example'));
    const actor = await actorOf(world.platform, (await enter('lou@ch.example', otherPassword)).token);
    expect(actor.label).toBe('Lou Verdier');
    expect(actor.rights).toMatchObject([{ organisationId: world.hospital, role: 'rssi', subtree: true }]);
  });

  test('creates one person and one role when accepted twenty times at once', async () => {
    const token = await invite('race@ch.example');
    const { won, lost } = await race(20, () => accept(token));
    expect([won.length, lost.length]).toEqual([1, 19]);
    const { rows } = await world.admin.query("select count(*)::int from role_assignment r join person p on p.id = r.person_id where p.email = 'race@ch.example'");
    expect(rows).toEqual([{ count: 1 }]);
  }, 60_000);

  test('to somebody known adds the role, never touches their password, and tells them', async () => {
    const person = await addPerson(world, { role: 'reader' });
    await accept(await invite(person.email), { ...details, password: 'le mot de passe du voleur' });
    await expect(enter(person.email, 'le mot de passe du voleur')).rejects.toMatchObject({ code: 'sign_in_refused' });
    const actor = await actorOf(world.platform, (await enter(person.email)).token);
    expect(actor.rights.map((right) => right.role)).toEqual(['reader', 'rssi']);
    expect((await mailsTo(world, person.email)).map((mail) => mail.purpose)).toEqual(['sign_in.role_accepted']);
  });

  test('brings back somebody who had left, under the same identity and behind their former second factor', async () => {
    const { person, actor } = await signedIn();
    const { token: open } = await enrolled(actor);
    await world.admin.query('update person set left_at = now() where id = $1', [person.id]);
    await accept(await invite(person.email));
    expect(await isOpen(world.platform, open)).toBe(false);
    expect((await enter(person.email, otherPassword)).step).toBe('second_factor');
  });
});

describe('the first administrator', () => {
  const tokenOf = (link: string) => new URL(link).searchParams.get('jeton')!;

  test('comes by a link of the configured address, the newest only, once', async () => {
    const older = await createAdministratorLink(world.platform, 'Premiere@Region.example');
    const link = await createAdministratorLink(world.platform, 'Premiere@Region.example');
    expect(link).toMatch(/^https:\/\/hygie\.example\/invitation\?jeton=/);
    const details = { givenName: 'Ada', familyName: 'Morel', password: otherPassword, locale: 'fr' };
    await expect(acceptInvitation(world.platform, visitor.origin, tokenOf(older), details)).rejects.toMatchObject({ code: 'expired' });
    await acceptInvitation(world.platform, visitor.origin, tokenOf(link), details);
    await expect(acceptInvitation(world.platform, visitor.origin, tokenOf(link), details)).rejects.toMatchObject({ code: 'expired' });
    const actor = await actorOf(world.platform, (await enter('premiere@region.example', otherPassword)).token);
    expect(actor.rights).toMatchObject([{ organisationId: world.nation, role: 'administrator', subtree: true }]);
    expect(actor.assurance).toBe(1);
  });

  test('is not asked for with a text that is no address', async () => {
    await expect(createAdministratorLink(world.platform, 'x\nBcc: y')).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('a person whom no organisation has given a role', () => {
  test('reads which invitations wait at their address, from whom and until when, and of nobody else’s', async () => {
    const author = await addPerson(world);
    const [lost, other] = [await addPerson(world, { role: null }), await addPerson(world, { role: null })];
    await world.admin.query(
      `insert into invitation (organisation_id, id, email, role, subtree, token_hash, invited_by, expires_at)
       values ($1, $2, $3, 'dpo', true, $4, $5, now() + interval '2 days'), ($1, $6, $3, 'dsi', true, $7, $5, now() + interval '1 microsecond')`,
      [world.hospital, newId(), lost.email, hashToken(newToken()), author.id, newId(), hashToken(newToken())],
    );
    expect(await invitationsAt(world.platform, visitor.origin, lost.email)).toEqual([
      { organisationName: 'CH de Valbrune', role: 'dpo', invitedBy: 'Camille Aubrac', expiresAt: expect.any(Date) },
    ]);
    expect(await invitationsAt(world.platform, visitor.origin, other.email)).toEqual([]);
  });

  test('is told where a role of theirs has ended, once an organisation', async () => {
    const { id } = await addPerson(world, { role: null });
    for (const role of ['reader', 'dpo']) {
      await world.admin.query(
        "insert into role_assignment (organisation_id, id, person_id, role, valid_from, valid_to) values ($1, $2, $3, $4, now() - interval '9 days', now() - interval '1 day')",
        [world.hospital, newId(), id, role],
      );
    }
    expect(await formerOrganisations(world.platform, stranger(id))).toEqual(['CH de Valbrune']);
    expect(await formerOrganisations(world.platform, stranger((await addPerson(world)).id))).toEqual([]);
  });
});
