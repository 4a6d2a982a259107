import { argon2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashPassword, needsRehash, verifyPassword } from './password.server.ts';

// A hash at a small cost, such as an older version of the platform could have left.
const cheap = (password: string) => {
  const nonce = Buffer.alloc(16, 7);
  const key = argon2Sync('argon2id', { message: password, nonce, memory: 64, passes: 2, parallelism: 1, tagLength: 32 });
  const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=64,t=2,p=1$${text(nonce)}$${text(key)}`;
};

describe('a hashed password', () => {
  test('is refused when it is another one, or when nobody has the address', async () => {
    const hash = cheap('trois bateaux verts');
    expect(await verifyPassword('trois bateaux vert', hash)).toBe(false);
    expect(await verifyPassword('trois bateaux verts', null)).toBe(false);
  });

  test('is recognised, never holds the password, and differs for two persons', async () => {
    const [one, two] = await Promise.all([hashPassword('trois bateaux verts'), hashPassword('trois bateaux verts')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword('trois bateaux verts', one)).toBe(true);
  });

  test('is recognised whatever the keyboard composes: é as one character or two', async () => {
    const hash = cheap('\u00e9t\u00e9 au bord du lac');
    expect(await verifyPassword('e\u0301te\u0301 au bord du lac', hash)).toBe(true);
  });

  test('made at another cost is still recognised, and asks to be made again', async () => {
    const old = cheap('trois bateaux verts');
    expect(await verifyPassword('trois bateaux verts', old)).toBe(true);
    expect(needsRehash(old)).toBe(true);
    expect(needsRehash(await hashPassword('x'))).toBe(false);
  });

  test('that was damaged is an error of ours, never a wrong password', async () => {
    await expect(verifyPassword('x', '$argon2id$v=19$m=64$broken')).rejects.toMatchObject({ code: 'internal' });
  });

  test('waits its turn, and past forty waiting the rest is refused at once', async () => {
    const hash = cheap('y');
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword('x', hash)));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(18);
    expect(refused.every((answer) => answer.reason.code === 'unavailable')).toBe(true);
    await expect(verifyPassword('y', hash)).resolves.toBe(true);
  });
});
