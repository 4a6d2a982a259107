import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hygie-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const production = {
  HYGIE_MODE: 'production',
  DATABASE_URL: 'postgresql://hygie:secret@db.example/hygie',
  HYGIE_PUBLIC_URL: 'https://hygie.example',
  HYGIE_SMTP_URL: 'smtps://mail.example',
  HYGIE_MAIL_FROM: 'Hygie <alerte@hygie.example>',
  HYGIE_SECRET_KEY: 'ab'.repeat(32),
};
const needed = Object.keys(production).filter((name) => name !== 'HYGIE_MODE');

function refusal(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('the start was not refused');
}

describe('in production', () => {
  test('the platform starts once everything is given, without any demonstration', () => {
    const config = readConfig({ ...production, HYGIE_DEMONSTRATION: 'yes' });
    expect(config).toMatchObject({ mode: 'production', demonstration: false, databaseUrl: production.DATABASE_URL });
    expect(config.secretKey).toEqual(Buffer.alloc(32, 0xab));
    expect(existsSync(join(folder, 'secret-key'))).toBe(false);
  });

  test.each(needed)('it refuses to start without %s, and names it', (name) => {
    expect(refusal({ ...production, [name]: undefined })).toBe(`${name} is missing (required in production)`);
    expect(refusal({ ...production, [name]: '' })).toBe(`${name} is missing (required in production)`);
  });

  test('it names every missing setting at once', () => {
    const lines = refusal({ HYGIE_MODE: 'production' }).split('\n');
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(needed.toSorted());
  });
});

describe('a setting that cannot be read', () => {
  test.each([
    ['HYGIE_MODE', 'prod'],
    ['PORT', '70000'],
    ['HYGIE_METRICS_TOKEN', 'short'],
    ['HYGIE_METRICS_TOKEN', 'two words of a token that is long enough'],
    ['PORT', 'web'],
    ['DATABASE_URL', 'mysql://db.example'],
    ['HYGIE_PUBLIC_URL', 'javascript:alert(1)'],
    ['HYGIE_SMTP_URL', 'https://mail.example'],
    ['HYGIE_SECRET_KEY', 'too short'],
    ['HYGIE_TRUSTED_PROXIES', '-1'],
    ['HYGIE_LOG_LEVEL', 'loud'],
  ])('is named: %s=%s', (name, value) => {
    expect(refusal({ ...production, [name]: value })).toMatch(new RegExp(`^${name}: `));
  });

  test('is never repeated when it is a secret', () => {
    expect(refusal({ ...production, HYGIE_SECRET_KEY: 'not-hexadecimal-secret' })).not.toContain('not-hexadecimal-secret');
  });
});

describe('for an evaluation', () => {
  test('nothing needs to be given: its own database, its demonstration, and a key that stays', async () => {
    const config = readConfig({ HYGIE_DATA: folder });
    expect(config).toMatchObject({ mode: 'evaluation', port: 3000, host: '127.0.0.1', demonstration: true, databaseUrl: undefined, smtpUrl: undefined });
    expect(config.secretKey).toHaveLength(32);
    expect(readConfig({ HYGIE_DATA: folder }).secretKey).toEqual(config.secretKey);
    expect((await readFile(join(folder, 'secret-key'), 'utf8')).trim()).toBe(config.secretKey.toString('hex'));
    expect((await stat(join(folder, 'secret-key'))).mode & 0o777).toBe(0o600);
  });

  test('the demonstration can be left out', () => {
    expect(readConfig({ HYGIE_DATA: folder, HYGIE_DEMONSTRATION: 'no' }).demonstration).toBe(false);
  });
});
