import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { fileTypeFromStream } from 'file-type';
import { HygieError } from '../ground/errors.ts';
import type { FileStore, StoredFile } from '../ground/files.server.ts';
import { attachmentKind, type AttachmentKind } from './attachment-type.server.ts';

/** Largest attachment, in bytes. */
export const maxFileBytes = 25 * 1024 * 1024;

const headBytes = 4_100;
const limits = { fields: 200, fieldNameSize: 100, fieldSize: 64 * 1024, files: 10, parts: 220, headerPairs: 20 };

/** A file that was kept: its content is in the store, its type proven. */
export interface UploadedFile {
  name: string;
  size: number;
  mediaType: string;
  sha256: Buffer;
}

/** What `incident.attach` asks of a file that was kept. */
export function attachable({ name, size, mediaType, sha256 }: UploadedFile) {
  return { name, size, mediaType, sha256: sha256.toString('base64') };
}

/** Stands for a file in a sending of a form: sent again after a cut, neither its content nor its name is joined twice. */
export function attachmentKey(formKey: string, { sha256, name }: UploadedFile): string {
  return `${formKey} ${sha256.toString('hex')} ${name}`;
}

/** A file that was not kept, and why. */
export interface RefusedFile {
  name: string;
  problem: 'too_large' | 'refused_file' | 'empty_file' | 'too_many_files';
}

/** What a form sent: its fields, the files kept and those refused. One bad file refuses neither. */
export interface Upload {
  fields: URLSearchParams;
  files: UploadedFile[];
  refused: RefusedFile[];
}

/**
 * Reads a posted form, `multipart/form-data` or plain. Files go from the network to the store without being held in
 * memory; their type is sniffed before the first byte is written. Throws `invalid_input` on a body that cannot be
 * read and `too_large` past 200 fields or 64 kB in a field. Past `room` files, the others are read past, never stored.
 */
export async function readUpload(request: Request, files: FileStore, room: number = limits.files): Promise<Upload> {
  const upload: Upload = { fields: new URLSearchParams(), files: [], refused: [] };
  if (!request.body) return upload;
  const parser = parserOf(request);
  const kept: Promise<Kept>[] = [];
  let overflow = false;
  let named = 0;
  const keep = (outcome: Promise<Kept>) => {
    // It may fail long before the body is read and anyone awaits it: without a listener by then, the process dies.
    outcome.catch(() => {});
    kept.push(outcome);
  };
  parser.on('field', (name, value, info) => {
    overflow ||= info.valueTruncated || info.nameTruncated;
    upload.fields.append(name, value);
  });
  parser.on('file', (_, content, info) => {
    const name = info.filename ?? '';
    if (name !== '') named += 1;
    keep(named > room ? readPast(content, name) : keepFile(content, name, files));
  });
  parser.on('fieldsLimit', () => (overflow = true));
  parser.on('partsLimit', () => (overflow = true));
  parser.on('filesLimit', () => keep(Promise.resolve({ refused: { name: '', problem: 'too_many_files' } })));
  const read = await Promise.allSettled([pipeline(Readable.fromWeb(request.body as ReadableStream), parser)]);
  const outcomes = await Promise.allSettled(kept);
  if (read[0].status === 'rejected') throw new HygieError('invalid_input', { detail: 'the body was cut or malformed' }, { cause: read[0].reason });
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
    if (outcome.value?.file) upload.files.push(outcome.value.file);
    if (outcome.value?.refused) upload.refused.push(outcome.value.refused);
  }
  if (overflow) throw new HygieError('too_large', { detail: 'too many or too long fields' });
  return upload;
}

function parserOf(request: Request): busboy.Busboy {
  try {
    return busboy({
      headers: Object.fromEntries(request.headers),
      defParamCharset: 'utf8',
      // One byte more: the parser calls cut a file that only reaches its limit.
      limits: { ...limits, fileSize: maxFileBytes + 1 },
    });
  } catch (cause) {
    throw new HygieError('invalid_input', { detail: 'not a form' }, { cause });
  }
}

/** What became of one file; null for a picker left empty. */
type Kept = { file: UploadedFile; refused?: undefined } | { refused: RefusedFile; file?: undefined } | null;

async function readPast(content: Readable, name: string): Promise<Kept> {
  for await (const _ of content);
  return name === '' ? null : { refused: { name, problem: 'too_many_files' } };
}

async function keepFile(content: Readable & { truncated?: boolean }, name: string, files: FileStore): Promise<Kept> {
  const chunks = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const refuse = (problem: RefusedFile['problem']): Kept => ({ refused: { name, problem } });
  try {
    const head = await readHead(chunks);
    // A browser sends an unnamed, empty file for a picker left empty.
    if (head.length === 0) return name === '' ? null : refuse('empty_file');
    const kind = await attachmentKind(head, name);
    if (!kind) return refuse('refused_file');
    const stored = await store(head, chunks, content, files);
    if (!stored) return refuse('too_large');
    const proven = await refineArchive(kind, stored, files, name);
    if (!proven) return refuse('refused_file');
    return { file: { ...proven, size: stored.size, sha256: stored.sha256 } };
  } finally {
    // What is not kept must still be read, or the parts that follow would never come.
    while (!(await chunks.next()).done);
  }
}

async function readHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  let size = 0;
  while (size < headBytes) {
    const next = await chunks.next();
    if (next.done) break;
    read.push(next.value);
    size += next.value.length;
  }
  return Buffer.concat(read);
}

/** The content in the store; null when it is larger than allowed (nothing of it stays). */
async function store(head: Buffer, chunks: AsyncIterator<Buffer>, content: { truncated?: boolean }, files: FileStore): Promise<StoredFile | null> {
  async function* whole() {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    // The parser cuts at the limit: what came is then not the file that was sent.
    if (content.truncated) throw new HygieError('too_large');
  }
  try {
    return await files.put(whole(), maxFileBytes);
  } catch (error) {
    if (error instanceof HygieError && error.code === 'too_large') return null;
    throw error;
  }
}

/** An archive may be an office document or a program in disguise: its directory says so, often past its first bytes. */
async function refineArchive(kind: AttachmentKind, stored: StoredFile, files: FileStore, name: string): Promise<AttachmentKind | null> {
  if (kind.mediaType !== 'application/zip') return kind;
  const content = files.get(stored.sha256);
  try {
    const found = await fileTypeFromStream(Readable.toWeb(content) as ReadableStream<Uint8Array>);
    return found ? await attachmentKind(stored.head, name, found.mime) : kind;
  } finally {
    content.destroy();
  }
}
