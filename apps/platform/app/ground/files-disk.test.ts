import { mkdtemp, readdir, rename, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openFileStore } from './files.server.ts';

// A disk that takes part of what it is given: how many bytes it writes of a chunk, and how many it says it wrote.
const disk = vi.hoisted(() => ({
  writes: (length: number) => length,
  says: (written: number) => written,
  /** Every file and folder flushed, in order. */
  flushed: [] as string[],
  /** What happens once the age of a file was read. */
  afterStat: async (_path: string) => {},
}));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    stat: async (path: string) => {
      const found = await real.stat(path);
      await disk.afterStat(path);
      return found;
    },
    open: async (...given: Parameters<typeof real.open>) => {
      const file = await real.open(...given);
      const write = file.write.bind(file) as (chunk: Uint8Array, at: number, length: number) => Promise<{ bytesWritten: number }>;
      const short = async (chunk: Uint8Array, at = 0) => {
        const { bytesWritten } = await write(chunk, at, disk.writes(chunk.byteLength - at));
        return { bytesWritten: disk.says(bytesWritten), buffer: chunk };
      };
      const sync = file.sync.bind(file);
      const noted = async () => {
        await sync();
        disk.flushed.push(String(given[0]));
      };
      return Object.assign(file, { write: short, sync: noted });
    },
  };
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hygie-disk-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const content = Buffer.from('06:30 erreur sur le serveur d’imagerie');
async function* sent(): AsyncGenerator<Uint8Array> {
  yield content.subarray(0, 11);
  yield content.subarray(11);
}

test('an attachment is whole even when the disk takes three bytes at a time', async () => {
  Object.assign(disk, { writes: (length: number) => Math.min(length, 3), says: (written: number) => written });
  const store = await openFileStore(folder);
  const { sha256, size } = await store.put(sent(), 1000);
  expect(size).toBe(content.length);
  expect(Buffer.concat(await store.get(sha256).toArray())).toEqual(content);
});

test.each([
  ['takes nothing more', { writes: () => 0, says: (written: number) => written }],
  ['says that it took more than it did', { writes: (length: number) => Math.ceil(length / 2), says: (written: number) => written * 2 }],
])('an attachment is refused, and nothing of it stays, when the disk %s', async (_, fault) => {
  Object.assign(disk, fault);
  const empty = await mkdtemp(join(folder, 'fault-'));
  const store = await openFileStore(empty);
  await expect(store.put(sent(), 1000)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await readdir(empty)).toEqual(['incoming']);
  expect(await readdir(join(empty, 'incoming'))).toEqual([]);
});

const honest = { writes: (length: number) => length, says: (written: number) => written };

test('a power cut after the first attachment of a folder takes neither: the folder is on disk, in the one that holds it', async () => {
  Object.assign(disk, honest, { flushed: [] });
  const root = await mkdtemp(join(folder, 'power-'));
  const { sha256 } = await (await openFileStore(root)).put(sent(), 1000);
  expect(disk.flushed.slice(1)).toEqual([root, join(root, sha256.toString('hex').slice(0, 2))]);
});

test('an old content that is sent again while it is swept away is kept', async () => {
  Object.assign(disk, honest);
  const store = await openFileStore(await mkdtemp(join(folder, 'sweep-')));
  const { sha256 } = await store.put(sent(), 1000);
  const hex = sha256.toString('hex');
  const path = join(store.folder, hex.slice(0, 2), hex);
  const old = new Date(Date.now() - 25 * 3_600_000);
  await utimes(path, old, old);
  disk.afterStat = async (seen) => {
    if (seen !== path) return;
    disk.afterStat = async () => {};
    await store.put(sent(), 1000);
  };
  expect(await store.sweep(async () => new Set(), new Date(Date.now() - 24 * 3_600_000))).toBe(0);
  expect(Buffer.concat(await store.get(sha256).toArray())).toEqual(content);
  expect(await readdir(join(store.folder, 'incoming'))).toEqual([]);
});

test('a content that a sweep cut short had set aside is back at the next one', async () => {
  Object.assign(disk, honest);
  const store = await openFileStore(await mkdtemp(join(folder, 'sweep-')));
  const { sha256 } = await store.put(sent(), 1000);
  const hex = sha256.toString('hex');
  await rename(join(store.folder, hex.slice(0, 2), hex), join(store.folder, 'incoming', hex));
  expect(await store.sweep(async (digests) => new Set(digests), new Date(Date.now() - 24 * 3_600_000))).toBe(0);
  expect(Buffer.concat(await store.get(sha256).toArray())).toEqual(content);
});
