import { BackupError } from './backup-error.ts';

/** One thing in an archive: what it is, then its bytes. */
export interface Entry<Header> {
  header: Header;
  content: AsyncIterable<Uint8Array>;
}

// Frames are short (a batch of rows, a piece of a file): more announces a file that is not ours.
const mostFrameBytes = 256 * 1024 * 1024;

function frame(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  return Buffer.concat([length, bytes]);
}

/** Writes entries one after the other: frames of a length and bytes; header first, an empty frame at the end. */
export async function* writeArchive(entries: AsyncIterable<Entry<object>>): AsyncGenerator<Buffer> {
  for await (const { header, content } of entries) {
    yield frame(Buffer.from(JSON.stringify(header)));
    for await (const bytes of content) if (bytes.byteLength > 0) yield frame(bytes);
    yield frame(Buffer.alloc(0));
  }
}

/** Reads the entries of an archive. The content of each must be read to its end before the next is asked for. */
export async function* readArchive<Header>(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry<Header>> {
  const frames = readFrames(source);
  const content = async function* () {
    for (;;) {
      const { done, value } = await frames.next();
      if (done) throw new BackupError('altered', 'the backup ends in the middle of an entry');
      if (value.length === 0) return;
      yield value;
    }
  };
  try {
    for (;;) {
      const { done, value } = await frames.next();
      if (done) return;
      yield { header: JSON.parse(value.toString('utf8')) as Header, content: content() };
    }
  } finally {
    await frames.return(undefined);
  }
}

async function* readFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, undefined> {
  let waiting: Buffer[] = [];
  let length = 0;
  let wanted = 4;
  for await (const part of source) {
    waiting.push(Buffer.from(part));
    length += part.byteLength;
    if (length < wanted) continue;
    let left = Buffer.concat(waiting);
    while (left.length >= 4) {
      const size = left.readUInt32BE(0);
      if (size > mostFrameBytes) throw new BackupError('altered', 'the backup holds a frame that is too large');
      if (left.length < 4 + size) break;
      yield left.subarray(4, 4 + size);
      left = left.subarray(4 + size);
    }
    wanted = left.length >= 4 ? 4 + left.readUInt32BE(0) : 4;
    waiting = [left];
    length = left.length;
  }
  if (length > 0) throw new BackupError('altered', 'the backup ends in the middle of a frame');
}
