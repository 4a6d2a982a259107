/** What the tests of the readers share. */
import { readStructures, type ReadOptions } from './read-structures.ts';
import { FinessFileError, type FinessRecord } from './records.ts';

/** UTF-8 bytes of a text. */
export const encoder = new TextEncoder();

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** All that a reading yields. */
export async function collect(records: AsyncIterable<FinessRecord>): Promise<FinessRecord[]> {
  const collected: FinessRecord[] = [];
  for await (const record of records) collected.push(record);
  return collected;
}

/** Reads a content given in chunks of `chunk` bytes (1 KiB unless told). */
export async function read(content: string | Uint8Array, options: ReadOptions & { chunk?: number } = {}): Promise<FinessRecord[]> {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return collect(readStructures(chunks(bytes, options.chunk ?? 1024), options));
}

/** The error with which a content is refused; throws when it is read. */
export async function failure(content: string | Uint8Array, options: ReadOptions = {}): Promise<FinessFileError> {
  const error = await read(content, options).then(() => undefined, (reason: unknown) => reason);
  if (error instanceof FinessFileError) return error;
  throw new Error('the file was read', { cause: error });
}

/** Latin-1 bytes; the texts of these tests hold nothing beyond it. */
export const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
