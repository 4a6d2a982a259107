import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonWords } from './common-passwords.ts';
import { checkPassword } from './password-strength.ts';

const owner = { email: 'lea.garance@ch-valbrune.example', names: ['Léa', 'Garance'] };

describe('a password is refused', () => {
  test.each([
    ['onze lettre', 'password_too_short'],
    ['x7Kq2vZp9Lm', 'password_too_short'],
    ['🔑🔑🔑🔑🔑🔑', 'password_too_short'],
    ['x'.repeat(257), 'password_too_long'],
    ['motdepasse2024', 'password_common'],
    ['MotDePasse2024!', 'password_common'],
    ['P@ssw0rd2025!!', 'password_common'],
    ['Azerty123456!', 'password_common'],
    ['Bienvenue2026!', 'password_common'],
    ['Hygie-Hopital-2026', 'password_common'],
    ['Soleil-Marseille-2024', 'password_common'],
    ['marseillemarseille', 'password_common'],
    ['Hôpital2026!!', 'password_common'],
    ['doudoudoudou', 'password_common'],
    ['123456789012', 'password_pattern'],
    ['abcdefghijklmnop', 'password_pattern'],
    ['aaaaaaaaaaaaaaaa', 'password_pattern'],
    ['abababababababab', 'password_pattern'],
    ['x7x7x7x7x7x7x7x7', 'password_pattern'],
    ['1qaz2wsx3edc4rfv', 'password_pattern'],
    ['1a2z3e4r5t6y7u8i', 'password_pattern'],
    ['987654321098', 'password_pattern'],
    ['&é"\'(-è_çà&é"\'', 'password_pattern'],
    ['LeaGarance2026!', 'password_personal'],
    ['garancegarance1', 'password_personal'],
    ['ch-valbrune-lea', 'password_personal'],
    ['G4r4nc3-l3a-2026', 'password_personal'],
  ])('%s: %s', (candidate, problem) => {
    expect(checkPassword(candidate, owner)).toBe(problem);
  });

  test('of fourteen characters, when its owner is an administrator', () => {
    expect(checkPassword('vK9#tr2Lq8!xZm', { ...owner, administrator: true })).toBe('password_too_short_administrator');
    expect(checkPassword('vK9#tr2Lq8!xZmw', { ...owner, administrator: true })).toBeNull();
  });
});

describe('a password is accepted', () => {
  test.each([
    'quatre tuiles sous la pluie',
    'agrafe-pivoine-tesson',
    'correct horse battery staple',
    'vK9#tr2Lq8!x',
    'mon velo grince depuis juin',
    'パスワードではない秘密の文章です',
    `${'une phrase que personne ne devinera '.repeat(7)}`,
  ])('%s', (candidate) => {
    expect(checkPassword(candidate, owner)).toBeNull();
  });

  test('whatever its classes of characters: fourteen random letters are enough', () => {
    const letters = fc.array(fc.constantFrom(...'bcdfghjkmnpqrstvwxz'), { minLength: 14, maxLength: 14 });
    const refused = fc.sample(letters, { numRuns: 500, seed: 7 }).filter((word) => checkPassword(word.join(''), owner) !== null);
    // A random draw may hold a pattern by chance; it must stay rare.
    expect(refused.length).toBeLessThan(10);
  });

  test('when a password manager made it', () => {
    const refused = Array.from({ length: 300 }, () => randomBytes(15).toString('base64')).filter((text) => checkPassword(text, owner));
    expect(refused).toEqual([]);
  });
});

test('any listed word, dressed with a year and a sign, is refused', () => {
  const dressed = [...commonWords].flatMap((word) => [`${word}2026!!!!!!`, `!!!!!!!${word}2026`, `${word}123456789`]);
  expect(dressed.filter((text) => text.length >= 12 && checkPassword(text, owner) === null)).toEqual([]);
});

test('the list holds at least five hundred entries, in lower case and without accents', () => {
  expect(commonWords.size).toBeGreaterThan(500);
  expect([...commonWords].filter((word) => !/^[a-z0-9]{4,}$/.test(word))).toEqual([]);
});

test('a long hostile text is judged quickly', () => {
  const started = performance.now();
  for (const piece of ['a', 'az', '1!', 'motdepass', '((((']) checkPassword(piece.repeat(300).slice(0, 256), owner);
  expect(performance.now() - started).toBeLessThan(500);
});
