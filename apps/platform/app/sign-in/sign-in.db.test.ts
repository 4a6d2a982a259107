import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands, run } from '../ground/command.server.ts';
import { seal } from '../ground/secrets.ts';
import { newTotpSecret, renewRecoveryCodes, totpOf } from './factors.server.ts';
import { awaitedFactors, secondFactor, signIn } from './password-sign-in.server.ts';
import { signInPolicy } from './policy.ts';
import { inScope } from '../ground/scope.server.ts';
import { signInActor } from './account.server.ts';
import { readSession } from './session.server.ts';
import {
  actorOf, addPerson, endWait, goodPassword, isOpen, journalOf, mailsTo, openTestPlatform, race, stranger, type TestPlatform, visitor,
} from './sign-in.fixture.ts';

let world: TestPlatform;
beforeAll(async () => {
  world = await openTestPlatform();
}, 60_000);
afterAll(() => world?.close());

const enter = (email: string, password: string = goodPassword) => signIn(world.platform, visitor, { email, password });
const opened = async (email: string) => (await enter(email)).token;

async function addApplication(personId: string): Promise<{ code: (at?: number) => string }> {
  const secret = newTotpSecret();
  const sealed = seal(world.platform.settings.secretKey, secret);
  await world.admin.query('insert into totp (person_id, secret, confirmed_at) values ($1, $2, now())', [personId, sealed]);
  return { code: (at = Date.now()) => totpOf(secret, '', '').generate({ timestamp: at }) };
}

const addRecoveryCodes = (personId: string) =>
  inScope(world.platform.pool, signInActor('local'), signInPolicy.platform, (tx) => renewRecoveryCodes(tx, personId));

describe('sign-in by password refuses', () => {
  test('an unknown address, a wrong password, a locked account and a person who left, all in the same words', async () => {
    const [known, left, locked] = await Promise.all([addPerson(world), addPerson(world), addPerson(world)]);
    await world.admin.query('update person set left_at = now() where id = $1', [left.id]);
    await world.admin.query("insert into sign_in_guard values ($1, 5, now() + interval '1 minute')", [locked.id]);
    const answers = await Promise.all([
      enter('personne@nulle-part.example').catch((error) => error),
      enter(known.email, 'un autre mot de passe').catch((error) => error),
      enter(left.email).catch((error) => error),
      enter(locked.email).catch((error) => error),
    ]);
    expect(answers.map((error) => [error.code, error.message, error.data])).toEqual(
      answers.map(() => ['sign_in_refused', 'sign_in_refused', { code: 'sign_in_refused' }]),
    );
  });

  test('an unknown address after as long as a wrong password', async () => {
    const known = await addPerson(world);
    const timed = async (email: string) => {
      const started = performance.now();
      await enter(email, 'un autre mot de passe').catch(() => {});
      return performance.now() - started;
    };
    const unknown: number[] = [];
    const wrong: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      unknown.push(await timed('personne@nulle-part.example'));
      wrong.push(await timed(known.email));
    }
    // The shortest of each: noise only adds. Without the dummy hash the ratio is under a tenth.
    expect(Math.min(...unknown) / Math.min(...wrong)).toBeGreaterThan(0.5);
  }, 30_000);

  test('a text that is no address, naming the field', async () => {
    await expect(enter('dir\r\nBcc: x@evil.example')).rejects.toMatchObject({ code: 'invalid_input', data: { fields: [{ field: 'email', problem: 'not_an_email' }] } });
  });

  test('a field that nobody asked for', async () => {
    const raw = { email: 'a@b.example', password: 'x', assurance: 2 };
    await expect(signIn(world.platform, visitor, raw)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('a person who calls the platform’s own commands', async () => {
    const person = await addPerson(world, { role: 'administrator', on: world.nation });
    const actor = await actorOf(world.platform, await opened(person.email));
    const verdict = { personId: person.id, hash: null, verified: true, rehashed: null, device: '' };
    await expect(run(world.platform, actor, commands.get('sign_in.password')!, verdict)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(run(world.platform, stranger(person.id), commands.get('sign_in.password')!, verdict)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('sign-in by password', () => {
  test('opens a session whose rights are read, whatever the case and width of the address', async () => {
    const person = await addPerson(world);
    const step = await enter(`  ${person.email.toUpperCase().replace('@', '＠')} `);
    expect(step.step).toBe('open');
    const session = await readSession(world.platform, step.token, '198.51.100.1');
    expect(session?.signedIn).toMatchObject({
      email: person.email,
      currentOrganisation: null,
      home: { id: world.hospital, name: 'CH de Valbrune', kind: 'establishment' },
      actor: { personId: person.id, assurance: 1, origin: '198.51.100.1', rights: [{ organisationId: world.hospital, role: 'rssi', subtree: true, viaMandate: false }] },
    });
  });

  test('is journaled, success and failure, on the chain of the person’s organisation and without what was typed', async () => {
    const person = await addPerson(world);
    await enter(person.email, 'un mot de passe tapé').catch(() => {});
    await enter(person.email);
    const entries = await journalOf(world, person.id);
    expect(entries.map(({ command, payload }) => [command, payload.outcome])).toEqual([['sign_in.password', 'refused'], ['sign_in.password', 'opened']]);
    const { rows } = await world.admin.query('select distinct organisation_id from journal where subject_id = $1', [person.id]);
    expect(rows).toEqual([{ organisation_id: world.hospital }]);
    const { rows: leaks } = await world.admin.query("select 1 from journal where payload::text like '%un mot de passe%' or payload::text like '%argon2%'");
    expect(leaks).toEqual([]);
  });

  test('keeps the token of the session nowhere but in the browser', async () => {
    const person = await addPerson(world);
    const token = await opened(person.email);
    const { rows } = await world.admin.query('select token_hash from session where person_id = $1', [person.id]);
    const clear = [Buffer.from(token), Buffer.from(token, 'base64url')];
    expect(rows).toHaveLength(1);
    expect(clear.some((bytes) => rows[0].token_hash.equals(bytes))).toBe(false);
  });

  test('makes the hash again when its cost changed', async () => {
    const person = await addPerson(world);
    const { argon2Sync } = await import('node:crypto');
    const nonce = Buffer.alloc(16, 3);
    const key = argon2Sync('argon2id', { message: goodPassword, nonce, memory: 64, passes: 2, parallelism: 1, tagLength: 32 });
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    await world.admin.query('update password set hash = $2 where person_id = $1', [person.id, `$argon2id$v=19$m=64,t=2,p=1$${text(nonce)}$${text(key)}`]);
    await enter(person.email);
    const { rows } = await world.admin.query('select hash from password where person_id = $1', [person.id]);
    expect(rows[0].hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect((await enter(person.email)).step).toBe('open');
  });

  test('that was right for a password replaced meanwhile is refused', async () => {
    const person = await addPerson(world);
    const stale = { personId: person.id, hash: 'the hash that was read', verified: true, rehashed: null, device: '' };
    await expect(run(world.platform, signInActor('local'), commands.get('sign_in.password')!, stale)).resolves.toEqual({ step: 'refused' });
  });
});

describe('the guard', () => {
  test('lets four failures pass, locks at the fifth for a minute, doubles, and tells the holder each time', async () => {
    const person = await addPerson(world);
    for (let turn = 0; turn < 4; turn += 1) await enter(person.email, 'faux').catch(() => {});
    expect(await mailsTo(world, person.email)).toEqual([]);
    await enter(person.email, 'faux').catch(() => {});
    await expect(enter(person.email)).rejects.toMatchObject({ code: 'sign_in_refused' });
    await endWait(world, person.id);
    await enter(person.email, 'faux').catch(() => {});
    const mails = await mailsTo(world, person.email);
    expect(mails.map((mail) => mail.purpose)).toEqual(['sign_in.locked', 'sign_in.locked']);
    expect(mails[0]?.body).toContain('1 minute ');
    expect(mails[1]?.body).toContain('2 minutes ');
    expect(mails[0]?.body).toContain('https://hygie.example/connexion/oubli');
    await endWait(world, person.id);
    expect((await enter(person.email)).step).toBe('open');
    const { rows } = await world.admin.query('select failures, locked_until from sign_in_guard where person_id = $1', [person.id]);
    expect(rows).toEqual([{ failures: 0, locked_until: null }]);
  }, 30_000);

  test('counts every failure of a burst, and judges at most five of them', async () => {
    const person = await addPerson(world);
    await race(20, () => enter(person.email, 'faux'));
    const reasons = (await journalOf(world, person.id)).map(({ payload }) => payload.reason);
    expect(reasons.filter((reason) => reason === 'password')).toHaveLength(5);
    expect(reasons.filter((reason) => reason === 'locked')).toHaveLength(15);
    expect(await mailsTo(world, person.email)).toHaveLength(1);
  }, 60_000);
});

describe('the second factor', () => {
  test('is asked once the password is right, and the password alone opens nothing', async () => {
    const person = await addPerson(world);
    await addApplication(person.id);
    const step = await enter(person.email);
    expect(step.step).toBe('second_factor');
    expect(await isOpen(world.platform, step.token)).toBe(false);
    expect(await awaitedFactors(world.platform, visitor.origin, step.token)).toMatchObject({ application: true, passkeys: 0 });
    expect(await awaitedFactors(world.platform, visitor.origin, 'x')).toBeNull();
  });

  test('refuses a wrong code, a code of two minutes ago, and the code of somebody else', async () => {
    const [person, other] = await Promise.all([addPerson(world), addPerson(world)]);
    const mine = await addApplication(person.id);
    const theirs = await addApplication(other.id);
    const { token } = await enter(person.email);
    for (const code of ['000000', mine.code(Date.now() - 120_000), theirs.code(), '', '１２３'].filter((code) => code !== mine.code())) {
      const refusal = await secondFactor(world.platform, visitor, { token, method: 'application', code }).catch((error) => error);
      expect(['code_refused', 'invalid_input']).toContain(refusal.code);
    }
  });

  test('refuses the same code twice, even within its thirty seconds', async () => {
    const person = await addPerson(world);
    const application = await addApplication(person.id);
    const code = application.code();
    const [first, second] = [await enter(person.email), await enter(person.email)];
    await expect(secondFactor(world.platform, visitor, { token: first.token, method: 'application', code })).resolves.toBeTypeOf('string');
    await expect(secondFactor(world.platform, visitor, { token: second.token, method: 'application', code })).rejects.toMatchObject({ code: 'code_refused' });
  });

  test('lets one of fifty simultaneous uses of a TOTP code through, from fifty password steps', async () => {
    const person = await addPerson(world);
    const application = await addApplication(person.id);
    const tokens = await fiftySteps(person.id);
    const code = application.code();
    const { won, lost } = await race(50, (index) => secondFactor(world.platform, visitor, { token: tokens[index]!, method: 'application', code }));
    expect([won.length, lost.length, new Set(lost)]).toEqual([1, 49, new Set(['code_refused'])]);
  }, 30_000);

  test('lets one of fifty simultaneous uses of a recovery code through, from fifty password steps', async () => {
    const person = await addPerson(world);
    await addApplication(person.id);
    const [code] = await addRecoveryCodes(person.id);
    const tokens = await fiftySteps(person.id);
    const { won, lost } = await race(50, (index) => secondFactor(world.platform, visitor, { token: tokens[index]!, method: 'recovery', code: code! }));
    expect([won.length, lost.length]).toEqual([1, 49]);
  }, 30_000);

  test('completes a password step once, whichever of two right codes comes first, and a second click is no failure', async () => {
    const person = await addPerson(world);
    await addApplication(person.id);
    const codes = await addRecoveryCodes(person.id);
    const { token } = await enter(person.email);
    const { won, lost } = await race(10, (index) => secondFactor(world.platform, visitor, { token, method: 'recovery', code: codes[index]! }));
    expect([won.length, new Set(lost)]).toEqual([1, new Set(['expired'])]);
    const { rows } = await world.admin.query('select failures from sign_in_guard where person_id = $1', [person.id]);
    expect(rows).toEqual([{ failures: 0 }]);
    const { rows: left } = await world.admin.query('select count(*)::int from recovery_code where person_id = $1 and used_at is null', [person.id]);
    expect(left).toEqual([{ count: 9 }]);
  }, 30_000);

  test('takes a recovery code as it is dictated: lower case, spaces for dashes; once', async () => {
    const person = await addPerson(world);
    await addApplication(person.id);
    const [code] = await addRecoveryCodes(person.id);
    const typed = code!.toLowerCase().replaceAll('-', ' ');
    const { token } = await enter(person.email);
    const session = await secondFactor(world.platform, visitor, { token, method: 'recovery', code: typed });
    expect((await actorOf(world.platform, session)).assurance).toBe(2);
    const again = await enter(person.email);
    await expect(secondFactor(world.platform, visitor, { token: again.token, method: 'recovery', code: typed })).rejects.toMatchObject({ code: 'code_refused' });
  });

  test('cannot be guessed by alternating with right passwords: failures add up until a complete sign-in', async () => {
    const person = await addPerson(world);
    const application = await addApplication(person.id);
    for (let turn = 0; turn < 5; turn += 1) {
      const { token } = await enter(person.email);
      await secondFactor(world.platform, visitor, { token, method: 'recovery', code: 'AAAA' }).catch(() => {});
    }
    await expect(enter(person.email)).rejects.toMatchObject({ code: 'sign_in_refused' });
    expect((await mailsTo(world, person.email)).map((mail) => mail.purpose)).toEqual(['sign_in.locked']);
    await endWait(world, person.id);
    const { token } = await enter(person.email);
    await expect(secondFactor(world.platform, visitor, { token, method: 'application', code: application.code() })).resolves.toBeTypeOf('string');
  }, 30_000);

  test('expires ten minutes after the password', async () => {
    const person = await addPerson(world);
    const application = await addApplication(person.id);
    const { token } = await enter(person.email);
    await world.admin.query("update one_time_token set expires_at = now() where person_id = $1", [person.id]);
    await expect(secondFactor(world.platform, visitor, { token, method: 'application', code: application.code() })).rejects.toMatchObject({ code: 'expired' });
  });

  async function fiftySteps(personId: string): Promise<string[]> {
    const { issueOneTime } = await import('./one-time.server.ts');
    return inScope(world.platform.pool, signInActor('local'), signInPolicy.platform, async (tx) => {
      const tokens: string[] = [];
      for (let turn = 0; turn < 50; turn += 1) tokens.push(await issueOneTime(tx, 'second_factor', personId));
      return tokens;
    });
  }
});

describe('the journal says who signed in', () => {
  test('under the name of whoever proved it, while a refusal is nobody’s', async () => {
    const person = await addPerson(world);
    await enter(person.email, 'un autre mot de passe').catch(() => {});
    await enter(person.email);
    const { rows } = await world.admin.query("select actor, actor_label, payload ->> 'outcome' as outcome from journal where subject_id = $1 order by seq", [person.id]);
    expect(rows).toEqual([
      { outcome: 'refused', actor: 'system:sign-in', actor_label: 'Hygie' },
      { outcome: 'opened', actor: `person:${person.id}`, actor_label: 'Camille Aubrac' },
    ]);
  });
});
