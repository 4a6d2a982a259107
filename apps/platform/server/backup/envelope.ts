import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { BackupError } from './backup-error.ts';

/**
 * The envelope of a backup: a header, then chunks of 64 KiB each sealed with AES-256-GCM under a key that serves
 * this file alone. The nonce is the number of the chunk and whether it is the last, so that chunks can be neither
 * changed, moved, dropped, nor cut at the end (STREAM, Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 */
const magic = Buffer.from('HYGIEBK1');
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const saltAt = magic.length + 3;
const macAt = saltAt + 16;
/** Length of the header: magic, cost of scrypt (log2 N, r, p), salt, authentication code. */
export const headerBytes = macAt + 32;

// 128 MiB and some tenths of a second for each passphrase tried (RFC 7914; OWASP asks N = 2^17, r = 8, p = 1).
const cost = { log2N: 17, r: 8, p: 1 };
const leastCharacters = 12;

interface Keys {
  seal: Buffer;
  authenticate: Buffer;
}

function deriveKeys(passphrase: string, salt: Buffer, log2N: number, r: number, p: number): Promise<Keys> {
  return new Promise((resolve, reject) => {
    const options = { N: 2 ** log2N, r, p, maxmem: 512 * 1024 * 1024 };
    scrypt(passphrase.normalize('NFKC'), salt, 64, options, (error, bytes) => {
      if (error) reject(error);
      else resolve({ seal: bytes.subarray(0, 32), authenticate: bytes.subarray(32) });
    });
  });
}

const codeOf = (keys: Keys, header: Buffer) => createHmac('sha256', keys.authenticate).update(header.subarray(0, macAt)).digest();

function nonceOf(chunk: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(chunk, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Encrypts a stream. Throws `passphrase_too_short` below 12 characters. `log2N`: a lower cost, for tests alone. */
export async function* seal(plain: AsyncIterable<Uint8Array>, passphrase: string, log2N = cost.log2N): AsyncGenerator<Buffer> {
  if (passphrase.length < leastCharacters) {
    throw new BackupError('passphrase_too_short', `the passphrase of a backup has at least ${leastCharacters} characters`);
  }
  const header = Buffer.concat([magic, Buffer.from([log2N, cost.r, cost.p]), randomBytes(16), Buffer.alloc(32)]);
  const keys = await deriveKeys(passphrase, header.subarray(saltAt, macAt), log2N, cost.r, cost.p);
  codeOf(keys, header).copy(header, macAt);
  yield header;
  let chunk = 0;
  const sealed = (bytes: Buffer, last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', keys.seal, nonceOf(chunk, last));
    chunk += 1;
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  };
  for await (const { bytes, last } of cut(plain, chunkBytes)) yield sealed(bytes, last);
}

/**
 * Decrypts a stream, chunk by chunk; a chunk is handed over once it proved whole. Throws `not_a_backup`,
 * `wrong_passphrase` (an altered header looks the same), or `altered` with the place.
 */
export async function* open(sealed: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Buffer> {
  const source = new Source(sealed);
  const header = await source.take(headerBytes);
  if (header.length < headerBytes || !header.subarray(0, magic.length).equals(magic)) {
    throw new BackupError('not_a_backup', 'this file is not a backup of Hygie');
  }
  const [log2N, r, p] = [...header.subarray(magic.length, saltAt)] as [number, number, number];
  // A forged cost must not make the reader allocate the whole memory.
  if (log2N < 1 || log2N > 20 || r !== 8 || p < 1 || p > 4) throw wrongPassphrase();
  const keys = await deriveKeys(passphrase, header.subarray(saltAt, macAt), log2N, r, p);
  if (!timingSafeEqual(codeOf(keys, header), header.subarray(macAt))) throw wrongPassphrase();
  let chunk = 0;
  for await (const { bytes, last } of cut(source.rest(), chunkBytes + tagBytes)) {
    yield unsealChunk(keys.seal, bytes, chunk, last);
    chunk += 1;
  }
}

const wrongPassphrase = () => new BackupError('wrong_passphrase', 'this passphrase does not open this backup (or its first bytes were altered)');

function unsealChunk(key: Buffer, bytes: Buffer, chunk: number, last: boolean): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(chunk, last), { authTagLength: tagBytes });
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
  } catch (error) {
    const at = headerBytes + chunk * (chunkBytes + tagBytes);
    throw new BackupError('altered', `the backup was altered or cut, at byte ${at} or within the next ${chunkBytes + tagBytes}`, { cause: error });
  }
}

/** Cuts a stream into pieces of one size; the last piece is named, and may be shorter or empty. */
async function* cut(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    waiting.push(Buffer.from(part));
    length += part.byteLength;
    if (length <= size) continue;
    const all = Buffer.concat(waiting);
    let at = 0;
    for (; all.length - at > size; at += size) yield { bytes: all.subarray(at, at + size), last: false };
    waiting = [all.subarray(at)];
    length = all.length - at;
  }
  yield { bytes: Buffer.concat(waiting), last: true };
}

/** Takes the first bytes of a stream, then hands over the others. */
class Source {
  readonly #parts: AsyncIterator<Uint8Array>;
  #left: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#parts = source[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    while (this.#left.length < count) {
      const { done, value } = await this.#parts.next();
      if (done) break;
      this.#left = Buffer.concat([this.#left, value]);
    }
    const taken = this.#left.subarray(0, count);
    this.#left = this.#left.subarray(count);
    return taken;
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      yield this.#left;
      for (;;) {
        const { done, value } = await this.#parts.next();
        if (done) return;
        yield value;
      }
    } finally {
      await this.#parts.return?.();
    }
  }
}
