import { describe, expect, test } from 'vitest';
import { attempt } from './attempt.ts';
import { asHygieError, errorCatalogue, type ErrorCode, HygieError } from './errors.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

const codes = Object.keys(errorCatalogue).sort() as ErrorCode[];

describe('the catalogue of errors', () => {
  test('is told in French and in English, each code and no other', () => {
    expect(Object.keys(fr.errors).sort()).toEqual(codes);
    expect(Object.keys(en.errors).sort()).toEqual(codes);
  });

  test('gives 5xx to what is ours and 4xx to what its author can mend', () => {
    for (const { status, ours } of Object.values(errorCatalogue)) expect(Math.floor(status / 100)).toBe(ours ? 5 : 4);
  });
});

describe('anything that was thrown', () => {
  test.each([
    ['an error of another copy of the catalogue', Object.assign(new Error('x'), { name: 'HygieError', code: 'conflict' }), 'conflict'],
    ['a refused connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'unavailable'],
    ['a database that shuts down', Object.assign(new Error('x'), { code: '57P01' }), 'unavailable'],
    ['too many connections', Object.assign(new Error('x'), { code: '53300' }), 'unavailable'],
    ['a bug', new TypeError('x is not a function'), 'internal'],
    ['a text', 'oops', 'internal'],
    ['nothing', undefined, 'internal'],
  ])('is read as an error of the catalogue: %s', (_, thrown, code) => {
    expect(asHygieError(thrown).code).toBe(code);
  });

  test('tells nothing of its cause to the one who gets it', () => {
    const read = asHygieError(new Error('password of dsn postgresql://x:secret@host'));
    expect(JSON.stringify([read.message, read.data])).not.toContain('secret');
  });
});

describe('the work of a form', () => {
  test('gives back a mistake of the user as a value, with its fields', async () => {
    const fields = [{ field: 'title', problem: 'required' }];
    expect(await attempt(async () => { throw new HygieError('invalid_input', { fields }); })).toEqual({ problem: { code: 'invalid_input', fields } });
    expect(await attempt(async () => 7)).toEqual({ ok: 7 });
  });

  test.each(['internal', 'not_acknowledged', 'unavailable', 'not_found', 'sign_in_required'] as const)('throws on what a form cannot mend: %s', async (code) => {
    await expect(attempt(async () => { throw new HygieError(code); })).rejects.toMatchObject({ code });
  });
});
