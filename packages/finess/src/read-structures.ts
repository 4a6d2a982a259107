/** The one door of the readers: recognises the file from its content and streams its records. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { readLegalEntity } from './finess-plus.ts';
import { WaitingGroups } from './groups.ts';
import { readCsvLine } from './historical-csv.ts';
import { JsonElementCutter, type JsonElement } from './json-elements.ts';
import { LineCutter, LineDecoder, type Line } from './lines.ts';
import { FinessFileError, type FinessRecord, type Problem } from './records.ts';

/** Bounds and progress of a reading; every bound has a default fit for the national files. */
export interface ReadOptions {
  /** Called after each chunk of the input with the bytes read so far (compressed bytes for gzip). */
  onProgress?: (bytesRead: number) => void;
  /** Largest JSON element, default 4 MiB: a legal entity with all its sites is one element. */
  maxElementBytes?: number;
  /** Deepest nesting within an element, default 64. */
  maxDepth?: number;
  /** Longest CSV line, default 64 KiB. */
  maxLineBytes?: number;
  /** Largest file once inflated, default 8 GiB; the national file weighs 750 MB. */
  maxBytes?: number;
}

type Bytes = AsyncIterable<Uint8Array>;

const MIB = 1024 * 1024;
const DEFAULTS = {
  onProgress: () => {},
  maxElementBytes: 4 * MIB,
  maxDepth: 64,
  maxLineBytes: MIB / 16,
  maxBytes: 8192 * MIB,
} satisfies Required<ReadOptions>;

/** Enough to tell every format, a byte order mark included. */
const HEAD_BYTES = 16;

/**
 * Streams the structures of a national FINESS file: FINESS+ JSON « structures » or historical CSV,
 * UTF-8, Latin-1 or Windows-1252, plain or gzip. A record that cannot be read yields a problem with
 * its place and the reading goes on; groups come last, once their members are known.
 * Memory: one element or line, plus an index of identifiers (some 100 bytes a structure of a JSON file).
 *
 * Throws FinessFileError when the file as a whole cannot be read; errors of `input` pass unchanged.
 */
export async function* readStructures(input: Bytes, options: ReadOptions = {}): AsyncGenerator<FinessRecord> {
  const settings = { ...DEFAULTS, ...options };
  const source = counted(input, settings.onProgress);
  try {
    yield* readRecognised(source, settings, true);
  } finally {
    // Closes the input when a file is refused, or its reader leaves, before the end.
    await source.return(undefined);
  }
}

async function* readRecognised(
  input: Bytes,
  settings: Required<ReadOptions>,
  mayBeGzip: boolean,
): AsyncGenerator<FinessRecord> {
  const { head, all } = await peek(input);
  if (mayBeGzip && head[0] === 0x1f && head[1] === 0x8b) {
    yield* readRecognised(inflated(all), settings, false);
    return;
  }
  const body = bounded(all, settings.maxBytes);
  switch (formatOf(head)) {
    case 'json': return yield* readJson(body, settings);
    case 'csv': return yield* readCsv(body, settings);
  }
}

function formatOf(head: Uint8Array): 'json' | 'csv' {
  if (head.length === 0) throw new FinessFileError('empty', { offset: 0 });
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (utf16) throw new FinessFileError('unsupported_encoding', { offset: 0 });
  const start = new TextDecoder('windows-1252').decode(head.subarray(markLength(head))).trimStart();
  if (start.startsWith('{')) return 'json';
  if (/^"?(finess|structureet)"?;/.test(start)) return 'csv';
  throw new FinessFileError('not_finess', { offset: 0 });
}

async function* readJson(input: Bytes, settings: Required<ReadOptions>): AsyncGenerator<FinessRecord> {
  const cutter = new JsonElementCutter(settings);
  const groups = new WaitingGroups();
  for await (const chunk of withoutMark(input)) {
    for (const element of cutter.push(chunk)) yield* readElement(element, groups, settings);
  }
  cutter.finish();
  // Any other JSON object is refused, not read as a nation without structures.
  if (!cutter.sawStructures) throw new FinessFileError('not_finess', { offset: 0 });
  yield* groups.resolve();
}

function* readElement(
  element: JsonElement,
  groups: WaitingGroups,
  settings: Required<ReadOptions>,
): Generator<FinessRecord> {
  const { key, index, bytes, size } = element;
  if (key !== 'pmej' && key !== 'gcc' && key !== 'gco') return;
  const path = index === undefined ? key : `${key}[${index}]`;
  if (bytes === undefined) {
    yield { kind: 'problem', place: { path }, code: 'element_too_large', size, limit: settings.maxElementBytes };
    return;
  }
  const parsed = parseElement(bytes, path);
  if ('problem' in parsed) yield parsed.problem;
  else if (key === 'pmej') {
    yield* readLegalEntity(parsed.value, path, (level, id, finess, name) => groups.identify(level, id, finess, name));
  } else {
    const problem = groups.add(key, parsed.value, path);
    if (problem !== undefined) yield problem;
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function parseElement(bytes: Uint8Array, path: string): { value: unknown } | { problem: Problem } {
  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    // The only error here is « not UTF-8 », which JSON must be (RFC 8259, 8.1).
    return { problem: { kind: 'problem', place: { path }, code: 'invalid_encoding' } };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    const message = error instanceof SyntaxError ? error.message.slice(0, 200) : String(error);
    return { problem: { kind: 'problem', place: { path }, code: 'invalid_json', message } };
  }
}

async function* readCsv(input: Bytes, settings: Required<ReadOptions>): AsyncGenerator<FinessRecord> {
  const cutter = new LineCutter(settings.maxLineBytes);
  const decoder = new LineDecoder();
  for await (const chunk of withoutMark(input)) yield* readLines(cutter.push(chunk), decoder, settings);
  yield* readLines(cutter.finish(), decoder, settings);
}

function* readLines(
  lines: Iterable<Line>,
  decoder: LineDecoder,
  settings: Required<ReadOptions>,
): Generator<FinessRecord> {
  for (const { number, bytes } of lines) {
    const place = { line: number };
    const text = bytes === undefined ? undefined : decoder.decode(bytes);
    if (bytes === undefined) yield { kind: 'problem', place, code: 'line_too_long', limit: settings.maxLineBytes };
    else if (text === undefined) yield { kind: 'problem', place, code: 'invalid_encoding' };
    else {
      const record = readCsvLine(text, number);
      if (record !== undefined) yield record;
    }
  }
}

async function* counted(input: Bytes, onProgress: (bytesRead: number) => void): AsyncGenerator<Uint8Array, void> {
  let bytesRead = 0;
  for await (const chunk of input) {
    yield chunk;
    bytesRead += chunk.length;
    onProgress(bytesRead);
  }
}

async function* bounded(input: Bytes, maxBytes: number): Bytes {
  let offset = 0;
  for await (const chunk of input) {
    offset += chunk.length;
    if (offset > maxBytes) throw new FinessFileError('too_large', { offset: maxBytes });
    yield chunk;
  }
}

async function* inflated(input: Bytes): Bytes {
  const gunzip = createGunzip();
  let sourceError: unknown;
  const source = Readable.from(input).on('error', (error) => {
    sourceError = error;
  });
  // The callback must be there; whatever it is told also ends the loop below.
  pipeline(source, gunzip, () => {});
  let offset = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      offset += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw sourceError ?? new FinessFileError('corrupt_archive', { offset }, error);
  } finally {
    source.destroy();
  }
}

/** The first bytes, and the whole input again. */
async function peek(input: Bytes): Promise<{ head: Uint8Array; all: Bytes }> {
  const iterator = input[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  while (size < HEAD_BYTES && !ended) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else {
      // Copied: the source may reuse its buffer once asked for the next chunk.
      taken.push(next.value.slice());
      size += next.value.length;
    }
  }
  const head = Uint8Array.from(taken.flatMap((chunk) => [...chunk.subarray(0, HEAD_BYTES)])).subarray(0, HEAD_BYTES);
  return { head, all: replay(taken, iterator, ended) };
}

async function* replay(taken: Uint8Array[], iterator: AsyncIterator<Uint8Array>, ended: boolean): Bytes {
  yield* taken;
  if (ended) return;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
}

async function* withoutMark(input: Bytes): Bytes {
  const { head, all } = await peek(input);
  let skip = markLength(head);
  for await (const chunk of all) {
    yield skip === 0 ? chunk : chunk.subarray(skip);
    skip = Math.max(0, skip - chunk.length);
  }
}

/** Length of the UTF-8 byte order mark at the start, 0 or 3. */
function markLength(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}
