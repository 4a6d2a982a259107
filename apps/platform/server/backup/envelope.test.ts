import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { headerBytes, open, seal } from './envelope.ts';

const passphrase = 'quatre tuiles sous la pluie';
const chunk = 64 * 1024;
const sealedChunk = chunk + 16;

async function* pieces(bytes: Buffer, size = 10_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
// The cost that slows guesses down has its own test; here it would only slow the others.
const sealed = async (bytes: Buffer) => Buffer.concat(await Array.fromAsync(seal(pieces(bytes), passphrase, 4)));
const opened = async (bytes: Buffer, words = passphrase) => Buffer.concat(await Array.fromAsync(open(pieces(bytes), words)));
const codeOf = (bytes: Buffer, words?: string) => opened(bytes, words).then(() => 'opened', (error) => error.code);

describe('the envelope of a backup', () => {
  test.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk])('gives back %i bytes as they came', async (size) => {
    const plain = randomBytes(size);
    const file = await sealed(plain);
    expect(await opened(file)).toEqual(plain);
    expect(file.length).toBe(headerBytes + plain.length + 16 * Math.max(1, Math.ceil(size / chunk)));
  });

  test('is never twice the same', async () => {
    const plain = Buffer.from('Bonjour');
    expect(await sealed(plain)).not.toEqual(await sealed(plain));
  });

  test('costs 128 MiB and some time for each passphrase that somebody tries', async () => {
    const started = performance.now();
    const [header] = await Array.fromAsync(seal(pieces(Buffer.from('x')), passphrase));
    expect([...header!.subarray(8, 11)]).toEqual([17, 8, 1]);
    expect(performance.now() - started).toBeGreaterThan(50);
  });

  test('opens with the same words however they were composed', async () => {
    const file = Buffer.concat(await Array.fromAsync(seal(pieces(Buffer.from('x')), 'été à l’hôpital'.normalize('NFC'), 4)));
    expect(await opened(file, 'été à l’hôpital'.normalize('NFD'))).toEqual(Buffer.from('x'));
  });

  test('refuses a passphrase of less than 12 characters', async () => {
    await expect(Array.fromAsync(seal(pieces(Buffer.from('x')), 'court'))).rejects.toMatchObject({ code: 'passphrase_too_short' });
  });
});

describe('a backup is refused', () => {
  let file: Buffer;
  beforeAll(async () => {
    file = await sealed(randomBytes(2.5 * chunk));
  });
  const flipped = (at: number) => {
    const copy = Buffer.from(file);
    copy[at]! ^= 1;
    return copy;
  };
  const part = (index: number) => file.subarray(headerBytes + index * sealedChunk, headerBytes + (index + 1) * sealedChunk);
  const head = () => file.subarray(0, headerBytes);

  test('with another passphrase', async () => {
    expect(await codeOf(file, 'quatre tuiles sous la neige')).toBe('wrong_passphrase');
  });

  test('when it is another file', async () => {
    expect(await codeOf(Buffer.from('PK\u0003\u0004'))).toBe('not_a_backup');
    expect(await codeOf(randomBytes(1000))).toBe('not_a_backup');
    expect(await codeOf(Buffer.alloc(0))).toBe('not_a_backup');
  });

  test('when one bit of its header changed', async () => {
    for (const at of [0, 7, 8, 9, 10, 11, 26, 27, headerBytes - 1]) {
      expect(['not_a_backup', 'wrong_passphrase']).toContain(await codeOf(flipped(at)));
    }
  });

  test('when one bit of its content changed, wherever it is', async () => {
    const places = [headerBytes, headerBytes + chunk, headerBytes + sealedChunk - 1, headerBytes + 2 * sealedChunk + 5, file.length - 17, file.length - 1];
    for (const at of places) expect([at, await codeOf(flipped(at))]).toEqual([at, 'altered']);
  });

  test('when it was cut, at a chunk or within one', async () => {
    for (const length of [headerBytes, headerBytes + 10, headerBytes + sealedChunk, headerBytes + 2 * sealedChunk, file.length - 1]) {
      expect([length, await codeOf(file.subarray(0, length))]).toEqual([length, 'altered']);
    }
  });

  test('when its chunks were moved, repeated, dropped, or followed by others', async () => {
    const forged = [
      [head(), part(1), part(0), part(2)],
      [head(), part(0), part(0), part(2)],
      [head(), part(0), part(2)],
      [head(), part(1), part(2)],
      [file, part(0)],
      [file, Buffer.from('x')],
    ];
    for (const parts of forged) expect(await codeOf(Buffer.concat(parts))).toBe('altered');
  });

  test('when the chunks of another backup under the same passphrase were put into it', async () => {
    const other = await sealed(randomBytes(2.5 * chunk));
    expect(await codeOf(Buffer.concat([head(), other.subarray(headerBytes)]))).toBe('altered');
  });
});
