import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../ground/actor.ts';
import { run } from '../ground/command.server.ts';
import { newToken, unseal } from '../ground/secrets.ts';
import { changePassword, confirmTotp, enrolTotp, readEnrolment, readFactors, regenerateRecoveryCodes, removeFactor } from './credentials.server.ts';
import { totpOf } from './factors.server.ts';
import { createAdministratorLink } from './invitation.server.ts';
import { addPasskey, listPasskeys, passkeyRegistrationOptions, passkeySignInOptions, signInByPasskey } from './passkey.server.ts';
import { softwareAuthenticator, type SoftwareAuthenticator } from './passkey.fixture.ts';
import { secondFactor, signIn } from './password-sign-in.server.ts';
import { readReset, requestPasswordReset, resetPassword } from './reset.server.ts';
import {
  actorOf, addPerson, addSignedIn, enrol, goodPassword, isOpen, journalOf, mailsTo, openTestPlatform, race, stranger, type TestPlatform, visitor,
} from './sign-in.fixture.ts';

const site = 'https://hygie.example';
const otherPassword = 'cinq marmottes jouent aux dames';
let world: TestPlatform;
beforeAll(async () => {
  world = await openTestPlatform();
}, 60_000);
afterAll(() => world?.close());

const enter = (email: string, password: string = goodPassword) => signIn(world.platform, visitor, { email, password });

const signedIn = (options: Parameters<typeof addPerson>[1] = {}) => addSignedIn(world, options);
const enrolled = (actor: PersonActor) => enrol(world, actor);

describe('changing one’s password', () => {
  test('is refused without the present one, and counts as a failed sign-in', async () => {
    const { actor, person } = await signedIn();
    await expect(changePassword(world.platform, actor, 'faux', otherPassword)).rejects.toMatchObject({
      code: 'sign_in_refused', data: { fields: [{ field: 'current', problem: 'password_refused' }] },
    });
    const { rows } = await world.admin.query('select failures from sign_in_guard where person_id = $1', [person.id]);
    expect(rows).toEqual([{ failures: 1 }]);
  });

  test('says that the account waits, not that the right password is wrong, while somebody else guesses', async () => {
    const { actor, person } = await signedIn();
    await world.admin.query("insert into sign_in_guard values ($1, 5, now() + interval '1 minute') on conflict (person_id) do update set locked_until = excluded.locked_until", [person.id]);
    await expect(changePassword(world.platform, actor, goodPassword, otherPassword)).rejects.toMatchObject({
      code: 'too_many_requests', data: { fields: [{ field: 'current', problem: 'account_waits' }] },
    });
  });

  test('is refused for one that is short, common or made of one’s name, saying which', async () => {
    const { actor } = await signedIn();
    const problem = (next: string) => changePassword(world.platform, actor, goodPassword, next).catch((error) => [error.code, error.data.fields[0].problem]);
    expect(await problem('court')).toEqual(['weak_password', 'password_too_short']);
    expect(await problem('Motdepasse2026')).toEqual(['weak_password', 'password_common']);
    expect(await problem('camilleaubrac1')).toEqual(['weak_password', 'password_personal']);
  });

  test('is refused to somebody who holds no role', async () => {
    const { person } = await signedIn();
    await expect(changePassword(world.platform, stranger(person.id), goodPassword, otherPassword)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('ends the other sessions and the links under way at once, keeps this one, and tells the holder', async () => {
    const { person, token, actor } = await signedIn();
    const elsewhere = (await enter(person.email)).token;
    await requestPasswordReset(world.platform, visitor.origin, { email: person.email });
    await changePassword(world.platform, actor, goodPassword, otherPassword);
    expect([await isOpen(world.platform, token), await isOpen(world.platform, elsewhere)]).toEqual([true, false]);
    await expect(enter(person.email)).rejects.toMatchObject({ code: 'sign_in_refused' });
    expect((await enter(person.email, otherPassword)).step).toBe('open');
    const { rows } = await world.admin.query("select 1 from one_time_token where person_id = $1 and used_at is null", [person.id]);
    expect(rows).toEqual([]);
    expect((await mailsTo(world, person.email)).map((mail) => mail.purpose)).toEqual(['sign_in.password_reset', 'sign_in.password_changed']);
    const changes = (await journalOf(world, person.id)).filter(({ command }) => command === 'account.change_password');
    expect(changes).toMatchObject([{ payload: { outcome: 'password_changed', endedSessions: 1 } }]);
  });
});

describe('a forgotten password', () => {
  const linkIn = (body: string) => new URL(/https:\/\/\S+jeton=\S+/.exec(body)![0]);

  test('is answered the same for a known and an unknown address, and only the known one gets a mail', async () => {
    const person = await addPerson(world);
    const answers = [
      await requestPasswordReset(world.platform, visitor.origin, { email: person.email }),
      await requestPasswordReset(world.platform, visitor.origin, { email: 'nul@nulle-part.example' }),
    ];
    expect(answers).toEqual([undefined, undefined]);
    expect(await mailsTo(world, person.email)).toHaveLength(1);
    expect(await mailsTo(world, 'nul@nulle-part.example')).toEqual([]);
  });

  test('sends a link of the configured address, and at most three at a time', async () => {
    const person = await addPerson(world);
    await race(8, () => requestPasswordReset(world.platform, visitor.origin, { email: person.email }));
    const mails = await mailsTo(world, person.email);
    expect(mails).toHaveLength(3);
    expect(linkIn(mails[0]!.body).href).toMatch(/^https:\/\/hygie\.example\/connexion\/nouveau-mot-de-passe\?jeton=/);
  });

  async function link(email: string): Promise<string> {
    await requestPasswordReset(world.platform, visitor.origin, { email });
    return linkIn((await mailsTo(world, email)).at(-1)!.body).searchParams.get('jeton')!;
  }

  test('is not reset by a link that expired, was used, was made up, or serves something else', async () => {
    const person = await addPerson(world);
    const token = await link(person.email);
    await world.admin.query("update one_time_token set expires_at = now() where person_id = $1", [person.id]);
    const used = await link(person.email);
    await resetPassword(world.platform, visitor.origin, { token: used, password: otherPassword });
    const administrator = new URL(await createAdministratorLink(world.platform, person.email)).searchParams.get('jeton')!;
    for (const bad of [token, used, 'x', '', administrator]) {
      await expect(resetPassword(world.platform, visitor.origin, { token: bad, password: otherPassword })).rejects.toMatchObject({ code: 'expired' });
      expect(await readReset(world.platform, visitor.origin, bad)).toBeNull();
    }
  });

  test('is not used up by a mail scanner that follows the link, nor by a weak choice', async () => {
    const person = await addPerson(world);
    const token = await link(person.email);
    expect((await readReset(world.platform, visitor.origin, token))?.email).toBe(person.email);
    await expect(resetPassword(world.platform, visitor.origin, { token, password: 'azertyuiop12' })).rejects.toMatchObject({ code: 'weak_password' });
    await expect(resetPassword(world.platform, visitor.origin, { token, password: otherPassword })).resolves.toBeUndefined();
  });

  test('is reset once by twenty simultaneous uses of a link', async () => {
    const person = await addPerson(world);
    const token = await link(person.email);
    const { won, lost } = await race(20, () => resetPassword(world.platform, visitor.origin, { token, password: otherPassword }));
    expect([won.length, new Set(lost)]).toEqual([1, new Set(['expired'])]);
  }, 60_000);

  test('once reset ends every session, lifts the lock, and leaves the second factor in place', async () => {
    const { person, actor } = await signedIn();
    const { token: open } = await enrolled(actor);
    await world.admin.query("insert into sign_in_guard values ($1, 9, now() + interval '10 minutes') on conflict (person_id) do update set failures = 9, locked_until = excluded.locked_until", [person.id]);
    await resetPassword(world.platform, visitor.origin, { token: await link(person.email), password: otherPassword });
    expect(await isOpen(world.platform, open)).toBe(false);
    expect((await enter(person.email, otherPassword)).step).toBe('second_factor');
  });
});

describe('the authenticator application', () => {
  test('is not started without the password, nor confirmed by a wrong code', async () => {
    const { actor } = await signedIn();
    await expect(enrolTotp(world.platform, actor, 'faux')).rejects.toMatchObject({ code: 'sign_in_refused' });
    await expect(run(world.platform, actor, confirmTotp, { code: '123456' })).rejects.toMatchObject({ code: 'wrong_state' });
    await enrolTotp(world.platform, actor, goodPassword);
    await expect(run(world.platform, actor, confirmTotp, { code: 'abcdef' })).rejects.toMatchObject({ code: 'code_refused' });
    expect((await readFactors(world.platform, actor)).application).toBe(false);
  });

  test('once confirmed raises this session under a new token, ends the others, and gives ten codes once', async () => {
    const { person, token, actor } = await signedIn({ role: 'administrator' });
    const elsewhere = (await enter(person.email)).token;
    await enrolTotp(world.platform, actor, goodPassword);
    const enrolment = await readEnrolment(world.platform, actor);
    expect(enrolment?.uri).toContain('otpauth://totp/Hygie:');
    const { rows } = await world.admin.query('select secret from totp where person_id = $1', [person.id]);
    expect(rows[0].secret.toString('latin1')).not.toContain(enrolment!.secret);
    const totp = totpOf(unseal(world.platform.settings.secretKey, rows[0].secret), '', '');
    const added = await run(world.platform, actor, confirmTotp, { code: totp.generate() });
    expect([await isOpen(world.platform, token), await isOpen(world.platform, elsewhere)]).toEqual([false, false]);
    expect((await actorOf(world.platform, added.token)).assurance).toBe(2);
    expect(new Set(added.recoveryCodes)).toHaveProperty('size', 10);
    expect(await readEnrolment(world.platform, actor)).toBeNull();
    expect((await mailsTo(world, person.email)).at(-1)?.purpose).toBe('sign_in.application_added');
    const waiting = await enter(person.email);
    await expect(secondFactor(world.platform, visitor, { token: waiting.token, method: 'application', code: totp.generate() })).rejects.toMatchObject({ code: 'code_refused' });
  });

  test('cannot be replaced, removed, or have its codes renewed by a session that proved one factor', async () => {
    const { person, actor } = await signedIn();
    const { token } = await enrolled(actor);
    const weak: PersonActor = { ...(await actorOf(world.platform, token)), assurance: 1 };
    await expect(enrolTotp(world.platform, weak, goodPassword)).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(removeFactor(world.platform, weak, goodPassword, null)).rejects.toMatchObject({ code: 'second_factor_required' });
    await expect(regenerateRecoveryCodes(world.platform, weak, goodPassword)).rejects.toMatchObject({ code: 'second_factor_required' });
    await expect(passkeyRegistrationOptions(world.platform, weak, goodPassword)).rejects.toMatchObject({ code: 'second_factor_required' });
    expect(person.id).toBe(weak.personId);
  });

  test('is kept by an administrator when it is the last factor, and removed by anybody else', async () => {
    const administrator = await enrolled((await signedIn({ role: 'administrator' })).actor);
    await expect(removeFactor(world.platform, administrator.actor, goodPassword, null)).rejects.toMatchObject({
      code: 'wrong_state', data: { fields: [{ field: 'current', problem: 'last_factor' }] },
    });
    const rssi = await enrolled((await signedIn()).actor);
    await removeFactor(world.platform, rssi.actor, goodPassword, null);
    expect(await readFactors(world.platform, rssi.actor)).toEqual({ application: false, passkeys: 0, recoveryCodes: 0 });
  });

  test('has its recovery codes renewed: the old ones are worth nothing', async () => {
    const { person, actor: first } = await signedIn();
    const { actor, recoveryCodes } = await enrolled(first);
    const renewed = await regenerateRecoveryCodes(world.platform, actor, goodPassword);
    const { token } = await enter(person.email);
    const use = (code: string) => secondFactor(world.platform, visitor, { token, method: 'recovery', code });
    await expect(use(recoveryCodes![0]!)).rejects.toMatchObject({ code: 'code_refused' });
    await expect(use(renewed[0]!)).resolves.toBeTypeOf('string');
  });
});

describe('a passkey', () => {
  async function withPasskey(authenticator: SoftwareAuthenticator = softwareAuthenticator(site)) {
    const { person, actor } = await signedIn();
    const options = await passkeyRegistrationOptions(world.platform, actor, goodPassword);
    const added = await run(world.platform, actor, addPasskey, { response: authenticator.register(options.challenge), label: 'Portable' });
    return { person, added, authenticator, actor: await actorOf(world.platform, added.token) };
  }
  const challenge = async () => (await passkeySignInOptions(world.platform, visitor.origin)).challenge;

  test('is not added from another site, without user verification, twice on one challenge, or on the challenge of another', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    const authenticator = softwareAuthenticator(site);
    const ask = async (actor: PersonActor) => (await passkeyRegistrationOptions(world.platform, actor, goodPassword)).challenge;
    const add = (response: unknown) => run(world.platform, mine.actor, addPasskey, { response, label: 'x' });
    const refused = { code: 'code_refused' };
    await expect(add(authenticator.register(await ask(mine.actor), { origin: 'https://hygie.example.evil' }))).rejects.toMatchObject(refused);
    await expect(add(authenticator.register(await ask(mine.actor), { rpId: 'evil.example' }))).rejects.toMatchObject(refused);
    await expect(add(authenticator.register(await ask(mine.actor), { userVerified: false }))).rejects.toMatchObject(refused);
    await expect(add(authenticator.register(await ask(theirs.actor)))).rejects.toMatchObject(refused);
    await expect(add(authenticator.register(await challenge()))).rejects.toMatchObject(refused);
    await expect(add({ id: 'x' })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await listPasskeys(world.platform, mine.actor)).toEqual([]);
  });

  test('once added raises the session and signs in alone, with two factors', async () => {
    const { person, added, authenticator, actor } = await withPasskey();
    expect(added.recoveryCodes).toHaveLength(10);
    expect((await listPasskeys(world.platform, actor)).map((key) => key.label)).toEqual(['Portable']);
    expect((await enter(person.email)).step).toBe('second_factor');
    const token = await signInByPasskey(world.platform, visitor, authenticator.authenticate(await challenge()));
    expect(await actorOf(world.platform, token)).toMatchObject({ personId: person.id, assurance: 2 });
  });

  test('does not sign in with a replayed answer, another site, no user verification, a counter that went back, or a foreign key', async () => {
    const { person, authenticator, actor } = await withPasskey();
    const attempts = [
      authenticator.authenticate(await challenge(), { origin: 'https://evil.example' }),
      authenticator.authenticate(await challenge(), { userVerified: false }),
      authenticator.authenticate(newToken()),
      authenticator.authenticate((await passkeyRegistrationOptions(world.platform, actor, goodPassword)).challenge),
      { ...(softwareAuthenticator(site).authenticate(await challenge()) as object), id: authenticator.id, rawId: authenticator.id },
      softwareAuthenticator(site).authenticate(await challenge()),
    ];
    for (const response of attempts) {
      await expect(signInByPasskey(world.platform, visitor, response)).rejects.toMatchObject({ code: 'sign_in_refused' });
    }
    const good = authenticator.authenticate(await challenge(), { counter: 100 });
    await signInByPasskey(world.platform, visitor, good);
    await expect(signInByPasskey(world.platform, visitor, good)).rejects.toMatchObject({ code: 'sign_in_refused' });
    const cloned = authenticator.authenticate(await challenge(), { counter: 100 });
    await expect(signInByPasskey(world.platform, visitor, cloned)).rejects.toMatchObject({ code: 'sign_in_refused' });
    expect((await journalOf(world, person.id)).filter(({ payload }) => payload.reason === 'passkey').length).toBeGreaterThanOrEqual(6);
  });

  test('opens one session for fifty simultaneous uses of one answer', async () => {
    const { authenticator } = await withPasskey();
    const response = authenticator.authenticate(await challenge());
    const { won, lost } = await race(50, () => signInByPasskey(world.platform, visitor, response));
    expect([won.length, new Set(lost)]).toEqual([1, new Set(['sign_in_refused'])]);
  }, 30_000);

  test('of somebody else cannot be removed; one’s own can', async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()];
    await expect(removeFactor(world.platform, mine.actor, goodPassword, theirs.authenticator.id)).rejects.toMatchObject({ code: 'not_found' });
    await removeFactor(world.platform, mine.actor, goodPassword, mine.authenticator.id);
    await expect(signInByPasskey(world.platform, visitor, mine.authenticator.authenticate(await challenge()))).rejects.toMatchObject({ code: 'sign_in_refused' });
  });
});
