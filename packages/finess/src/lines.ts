/** Cuts bytes into lines and finds out how they are encoded, holding one line at a time. */

/** One line without its end; `bytes` is absent when the line was longer than the limit. */
export interface Line {
  /** From 1. */
  number: number;
  bytes?: Uint8Array;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Push-style cutter: `push` each chunk in order, then `finish`. */
export class LineCutter {
  readonly #maxBytes: number;
  #number = 0;
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Yields the lines that end within this chunk. */
  *push(chunk: Uint8Array): Generator<Line> {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      this.#keep(chunk.subarray(from, end));
      from = end + 1;
      yield this.#take();
    }
    if (from < chunk.length) this.#keep(chunk.slice(from));
  }

  /** Yields the last line when it has no end. */
  *finish(): Generator<Line> {
    if (this.#size > 0) yield this.#take();
  }

  #keep(part: Uint8Array): void {
    this.#size += part.length;
    if (this.#size > this.#maxBytes) this.#parts = [];
    else this.#parts.push(part);
  }

  #take(): Line {
    this.#number += 1;
    const tooLong = this.#size > this.#maxBytes;
    const line: Line = { number: this.#number };
    if (!tooLong) line.bytes = withoutReturn(concat(this.#parts, this.#size));
    this.#parts = [];
    this.#size = 0;
    return line;
  }
}

/**
 * Decodes the lines of one file. The first line that is not plain ASCII settles the encoding of the
 * whole: a Windows-1252 accent is hardly ever valid UTF-8. Later lines that break it are refused, so
 * that a damaged file is told instead of being turned into gibberish.
 */
export class LineDecoder {
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  // Windows-1252 is Latin-1 with letters where Latin-1 has control characters: it reads both.
  readonly #windows = new TextDecoder('windows-1252');
  #encoding: 'utf-8' | 'windows-1252' | undefined;

  /** The text, undefined when the line is not written in the file's encoding. */
  decode(bytes: Uint8Array): string | undefined {
    if (this.#encoding === 'windows-1252') return this.#windows.decode(bytes);
    const text = this.#asUtf8(bytes);
    if (this.#encoding === undefined && (text === undefined || text.length < bytes.length)) {
      this.#encoding = text === undefined ? 'windows-1252' : 'utf-8';
      return text ?? this.#windows.decode(bytes);
    }
    return text;
  }

  #asUtf8(bytes: Uint8Array): string | undefined {
    try {
      return this.#utf8.decode(bytes);
    } catch {
      // The only error here is « not UTF-8 », which is an answer.
      return undefined;
    }
  }
}

function withoutReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
}

function concat(parts: Uint8Array[], size: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
