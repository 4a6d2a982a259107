import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { HygieError } from './errors.ts';

/** A content kept by the store: its digest is its name. */
export interface StoredFile {
  sha256: Buffer;
  size: number;
  /** The first bytes, from which the type is recognised. */
  head: Buffer;
}

/** Where the contents of attachments live, by their SHA-256. */
export interface FileStore {
  folder: string;
  /** Streams a content to disk; throws `too_large` past `maxBytes`. Durable when it returns. */
  put: (content: AsyncIterable<Uint8Array>, maxBytes: number) => Promise<StoredFile>;
  get: (sha256: Buffer) => Readable;
  has: (sha256: Buffer) => Promise<boolean>;
}

/**
 * A store on disk. A content is written aside, flushed, then renamed to its digest: a row of the database never
 * names a content that is not there, and no name given by a user ever becomes a path.
 */
export async function openFileStore(folder: string): Promise<FileStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  const place = (sha256: Buffer) => {
    const hex = sha256.toString('hex');
    return join(folder, hex.slice(0, 2), hex);
  };
  return {
    folder,
    put: (content, maxBytes) => store(content, maxBytes, incoming, place),
    get: (sha256) => createReadStream(place(sha256)),
    has: (sha256) => stat(place(sha256)).then(() => true, () => false),
  };
}

async function store(
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
  incoming: string,
  place: (sha256: Buffer) => string,
): Promise<StoredFile> {
  const temporary = join(incoming, randomBytes(16).toString('hex'));
  const hash = createHash('sha256');
  const file = await open(temporary, 'wx', 0o600);
  let size = 0;
  let head: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of content) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new HygieError('too_large');
      if (head.length < 4100) head = Buffer.concat([head, chunk]).subarray(0, 4100);
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
    await file.close();
    const sha256 = hash.digest();
    const target = place(sha256);
    await mkdir(join(target, '..'), { recursive: true });
    await rename(temporary, target);
    await flushFolder(join(target, '..'));
    return { sha256, size, head };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
