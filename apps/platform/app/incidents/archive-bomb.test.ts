import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDeflateRaw } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { openFileStore } from '../ground/files.server.ts';
import { readUpload } from './upload.server.ts';

const folder = await mkdtemp(join(tmpdir(), 'hygie-bomb-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const megabyte = 1024 * 1024;

/** A deflated entry of zeros that says what kind of archive it is in, as large as asked once inflated. */
async function bomb(name: string, megabytes: number): Promise<Buffer<ArrayBuffer>> {
  const deflate = createDeflateRaw({ level: 9 });
  const packed = deflate.toArray();
  for (let index = 0; index < megabytes; index += 1) {
    if (!deflate.write(Buffer.alloc(megabyte))) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  deflate.end();
  const content = Buffer.concat(await packed);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt32LE(megabytes * megabyte, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), content]);
}

test.each(['[Content_Types].xml', 'mimetype'])('an archive whose « %s » inflates to 384 MB is never inflated in memory', async (name) => {
  const files = await openFileStore(folder);
  const data = new FormData();
  data.append('piece', new File([await bomb(name, 384)], 'lettre.docx'));
  let highest = 0;
  const before = process.memoryUsage().rss;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss - before)), 5);
  const { files: kept, refused } = await readUpload(new Request('http://hygie.example/signaler', { method: 'POST', body: data }), files);
  clearInterval(watch);
  highest = Math.max(highest, process.memoryUsage().rss - before);
  expect(kept.length + refused.length).toBe(1);
  expect(kept.every(({ mediaType }) => mediaType === 'application/zip')).toBe(true);
  expect(highest / megabyte).toBeLessThan(192);
}, 60_000);
