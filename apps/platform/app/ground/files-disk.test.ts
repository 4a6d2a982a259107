import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openFileStore } from './files.server.ts';

// A disk that takes part of what it is given: how many bytes it writes of a chunk, and how many it says it wrote.
const disk = vi.hoisted(() => ({ writes: (length: number) => length, says: (written: number) => written }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (...given: Parameters<typeof real.open>) => {
      const file = await real.open(...given);
      const write = file.write.bind(file) as (chunk: Uint8Array, at: number, length: number) => Promise<{ bytesWritten: number }>;
      const short = async (chunk: Uint8Array, at = 0) => {
        const { bytesWritten } = await write(chunk, at, disk.writes(chunk.byteLength - at));
        return { bytesWritten: disk.says(bytesWritten), buffer: chunk };
      };
      return Object.assign(file, { write: short });
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
