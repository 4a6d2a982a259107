import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FileStore, openFileStore } from './files.server.ts';

const attachmentLimit = 25 * 1024 * 1024;
let folder: string;
let store: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hygie-files-'));
  store = await openFileStore(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* chunks(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
async function* megabytes(count: number): AsyncGenerator<Uint8Array> {
  const one = Buffer.alloc(1024 * 1024, 0x5a);
  for (let sent = 0; sent < count; sent += 1) yield one;
}
const contentOf = async (sha256: Buffer) => Buffer.concat(await store.get(sha256).toArray());
const everyFile = async () => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name).sort();
const leftBehind = () => readdir(join(folder, 'incoming'));

describe('an attachment', () => {
  test('is given back as it came, whatever its bytes and however they were cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 9000 }), { maxLength: 6 }), async (parts) => {
        const whole = Buffer.concat(parts);
        const stored = await store.put(chunks(...parts), attachmentLimit);
        expect(stored.sha256).toEqual(createHash('sha256').update(whole).digest());
        expect(stored.size).toBe(whole.length);
        expect(stored.head).toEqual(whole.subarray(0, 4100));
        expect(await contentOf(stored.sha256)).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  test('of 25 MB exactly is taken, and one byte more is refused', async () => {
    const stored = await store.put(megabytes(25), attachmentLimit);
    expect(stored.size).toBe(attachmentLimit);
    const over = (async function* () {
      yield* megabytes(25);
      yield Buffer.from('x');
    })();
    await expect(store.put(over, attachmentLimit)).rejects.toMatchObject({ code: 'too_large' });
    expect(await leftBehind()).toEqual([]);
  });

  test('that is too large is refused before the rest of it is read', async () => {
    let read = 0;
    const endless = (async function* () {
      for (;;) {
        read += 1;
        yield Buffer.alloc(1024 * 1024);
      }
    })();
    await expect(store.put(endless, 3 * 1024 * 1024)).rejects.toMatchObject({ code: 'too_large' });
    expect(read).toBe(4);
  });

  test('whose sending breaks leaves nothing behind', async () => {
    const before = await everyFile();
    const broken = (async function* () {
      yield randomBytes(1000);
      throw new Error('the connection was cut');
    })();
    await expect(store.put(broken, attachmentLimit)).rejects.toThrow('the connection was cut');
    expect(await everyFile()).toEqual(before);
    expect(await leftBehind()).toEqual([]);
  });

  test('sent twice, at the same instant too, is kept once', async () => {
    const content = randomBytes(5000);
    const [first, second] = await Promise.all([store.put(chunks(content), attachmentLimit), store.put(chunks(content), attachmentLimit)]);
    expect(first?.sha256).toEqual(second?.sha256);
    expect((await everyFile()).filter((name) => name === first?.sha256.toString('hex'))).toHaveLength(1);
    expect(await contentOf(first!.sha256)).toEqual(content);
  });

  test('lies under its digest alone: no name from outside ever becomes a path', async () => {
    await store.put(chunks(Buffer.from('../../etc/passwd')), attachmentLimit);
    const places = (await readdir(folder, { recursive: true })).filter((path) => path !== 'incoming');
    expect(places.filter((path) => !/^[0-9a-f]{2}(\/[0-9a-f]{64})?$/.test(path))).toEqual([]);
  });

  test('cannot be read by another account of the machine', async () => {
    const { sha256 } = await store.put(chunks(randomBytes(10)), attachmentLimit);
    const hex = sha256.toString('hex');
    expect((await stat(join(folder, hex.slice(0, 2), hex))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, hex.slice(0, 2), hex))).toHaveLength(10);
  });

  test('that nothing names goes away a day after it was last sent, and what a broken sending left too; no other does', async () => {
    const own = await openFileStore(await mkdtemp(join(folder, 'sweep-')));
    const [named, forgotten, young] = [await own.put(chunks(randomBytes(9)), 99), await own.put(chunks(randomBytes(9)), 99), await own.put(chunks(randomBytes(9)), 99)];
    const place = ({ sha256 }: { sha256: Buffer }) => join(own.folder, sha256.toString('hex').slice(0, 2), sha256.toString('hex'));
    const [broken, running] = [join(own.folder, 'incoming', 'broken'), join(own.folder, 'incoming', 'running')];
    await Promise.all([writeFile(broken, 'x'), writeFile(running, 'x')]);
    const old = new Date(Date.now() - 25 * 3_600_000);
    for (const path of [place(named), place(forgotten), broken]) await utimes(path, old, old);
    const names = async (digests: string[]) => new Set(digests.filter((digest) => digest === named.sha256.toString('hex')));
    expect(await own.sweep(names, new Date(Date.now() - 24 * 3_600_000))).toBe(2);
    expect(await Promise.all([named, forgotten, young].map(({ sha256 }) => own.has(sha256)))).toEqual([true, false, true]);
    expect(await readdir(join(own.folder, 'incoming'))).toEqual(['running']);
    expect(await own.sweep(names, new Date(Date.now() - 24 * 3_600_000))).toBe(0);
  });

  test('that nothing named but that is sent again is young again', async () => {
    const own = await openFileStore(await mkdtemp(join(folder, 'sweep-')));
    const content = randomBytes(9);
    const { sha256 } = await own.put(chunks(content), 99);
    const hex = sha256.toString('hex');
    const old = new Date(Date.now() - 25 * 3_600_000);
    await utimes(join(own.folder, hex.slice(0, 2), hex), old, old);
    await own.put(chunks(content), 99);
    expect(await own.sweep(async () => new Set(), new Date(Date.now() - 24 * 3_600_000))).toBe(0);
    expect(await own.has(sha256)).toBe(true);
  });

  test('that was never sent is not there', async () => {
    expect(await store.has(randomBytes(32))).toBe(false);
    await expect(contentOf(randomBytes(32))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
