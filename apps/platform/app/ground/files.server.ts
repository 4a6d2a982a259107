import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
  /**
   * Deletes the contents that nothing names and that were last sent before `olderThan`, and what broken sendings left.
   * `namedAmong` answers, of some digests in hexadecimal, those that a row names. Returns how many files went away.
   */
  sweep: (namedAmong: (digests: string[]) => Promise<ReadonlySet<string>>, olderThan: Date) => Promise<number>;
}

/**
 * A store on disk. A content is written aside, flushed, then renamed to its digest: a row of the database never
 * names a content that is not there, and no name given by a user ever becomes a path.
 */
export async function openFileStore(folder: string): Promise<FileStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  const placeOf = (hex: string) => join(folder, hex.slice(0, 2), hex);
  const place = (sha256: Buffer) => placeOf(sha256.toString('hex'));
  const prepare = folderMaker(folder);
  return {
    folder,
    put: (content, maxBytes) => store(content, maxBytes, incoming, place, prepare),
    get: (sha256) => createReadStream(place(sha256)),
    has: (sha256) => stat(place(sha256)).then(() => true, () => false),
    sweep: async (namedAmong, olderThan) => {
      const left = await readdir(incoming);
      // Set aside by a sweep that was cut short: back in its place, to be judged again.
      await Promise.all(left.filter(isDigest).map((digest) => ignoringMissing(rename(join(incoming, digest), placeOf(digest)))));
      let removed = await removeOlder(incoming, left.filter((name) => !isDigest(name)), olderThan, incoming);
      for (const name of (await readdir(folder)).filter((entry) => /^[0-9a-f]{2}$/.test(entry)).toSorted()) {
        const digests = (await readdir(join(folder, name))).filter(isDigest).toSorted();
        const named = await namedAmong(digests);
        removed += await removeOlder(join(folder, name), digests.filter((digest) => !named.has(digest)), olderThan, incoming);
      }
      return removed;
    },
  };
}

const isDigest = (name: string) => /^[0-9a-f]{64}$/.test(name);

/** What a file operation gave; null when the file is gone: a sending that ended, or another process that sweeps too. */
function ignoringMissing<T>(done: Promise<T>): Promise<T | null> {
  return done.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

// The age is read again once the content is out of its place: sent again meanwhile it is young, a row may be about to
// name it, and it goes back.
async function removeOlder(folder: string, names: string[], olderThan: Date, asideIn: string): Promise<number> {
  let removed = 0;
  for (const name of names) {
    const [path, aside] = [join(folder, name), join(asideIn, name)];
    const found = await ignoringMissing(stat(path));
    if (!found || found.mtime >= olderThan) continue;
    await ignoringMissing(rename(path, aside));
    const again = await ignoringMissing(stat(aside));
    if (!again) continue;
    if (again.mtime >= olderThan) await rename(aside, path);
    else await rm(aside, { force: true });
    removed += again.mtime >= olderThan ? 0 : 1;
  }
  return removed;
}

/**
 * Makes the folder of a content. Its name must be on disk before a row names what it holds: a power cut would take the
 * folder and all that is in it. Once in the life of a process for each, since another may have made it a moment ago.
 */
function folderMaker(root: string): (folder: string) => Promise<void> {
  const durable = new Set<string>();
  return async (folder) => {
    if (durable.has(folder)) return;
    await mkdir(folder, { recursive: true });
    await flushFolder(root);
    durable.add(folder);
  };
}

async function store(
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
  incoming: string,
  place: (sha256: Buffer) => string,
  prepare: (folder: string) => Promise<void>,
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
      await writeWhole(file, chunk);
    }
    await file.sync();
    const kept = (await file.stat()).size;
    if (kept !== size) throw new HygieError('unavailable', { detail: `the disk kept ${kept} bytes of ${size}` });
    await file.close();
    const sha256 = hash.digest();
    const target = place(sha256);
    await prepare(dirname(target));
    await rename(temporary, target);
    await flushFolder(dirname(target));
    return { sha256, size, head };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A full disk or a quota may take part of a chunk and say so only by the count that it answers. */
async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength; ) {
    const { bytesWritten } = await file.write(chunk, at);
    if (bytesWritten === 0) throw new HygieError('unavailable', { detail: 'the disk takes no more' });
    at += bytesWritten;
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
