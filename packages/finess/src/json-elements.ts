/**
 * Cuts one large JSON object into the elements of its top-level arrays, chunk by chunk.
 *
 * The national file weighs 750 MB: it is never held whole. Elements are cut by counting brackets
 * outside strings and parsed one at a time, so memory is bounded by the largest element allowed, and
 * an element that does not parse costs itself alone.
 */
import { FinessFileError } from './records.ts';

/** A piece of the top-level object: an item of an array (`index`) or a plain value. */
export interface JsonElement {
  key: string;
  index?: number;
  /** Bytes of the element, whatever was kept of it. */
  size: number;
  /** The element's text; absent when it was larger than the limit and therefore skipped. */
  bytes?: Uint8Array;
}

/** Bounds against hostile files. */
export interface JsonLimits {
  maxElementBytes: number;
  maxDepth: number;
}

type Expected =
  | 'document' | 'key_or_end' | 'key' | 'colon' | 'value' | 'comma_or_end'
  | 'item_or_end' | 'item' | 'comma_or_array_end' | 'nothing';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

const NOTHING = new Uint8Array(0);

/** Push-style cutter: `push` each chunk in order, then `finish`. Throws FinessFileError. */
export class JsonElementCutter {
  readonly #limits: JsonLimits;
  #expected: Expected = 'document';
  #key = '';
  #sawStructures = false;
  #index: number | undefined;
  #offset = 0;
  // State of the element being cut.
  #cutting = false;
  #parts: Uint8Array[] = [];
  #size = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(limits: JsonLimits) {
    this.#limits = limits;
  }

  /** JSON path of what is being read. */
  get path(): string {
    return this.#index === undefined ? this.#key : `${this.#key}[${this.#index}]`;
  }

  /** True once the top-level object had its list of structures, even an empty one. */
  get sawStructures(): boolean {
    return this.#sawStructures;
  }

  /** Yields the elements that end within this chunk. */
  *push(chunk: Uint8Array): Generator<JsonElement> {
    let at = 0;
    while (at < chunk.length) {
      if (!this.#cutting) {
        at = this.#readStructure(chunk, at);
        continue;
      }
      const end = this.#scan(chunk, at);
      this.#keep(chunk.subarray(at, end));
      at = end;
      if (this.#cutting) continue;
      const element = this.#close();
      if (element !== undefined) yield element;
    }
    this.#offset += chunk.length;
  }

  /** Says that no chunk follows; throws `truncated` when the document is not closed. */
  finish(): void {
    if (this.#expected !== 'nothing' || this.#cutting) throw this.#error('truncated', 0);
  }

  /** Reads one byte between elements; returns where to go on. */
  #readStructure(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] ?? 0;
    if (isSpace(byte)) return at + 1;
    switch (this.#expected) {
      case 'document':
        return this.#accept(byte === OPEN_BRACE, 'key_or_end', at);
      case 'key_or_end':
        if (byte === CLOSE_BRACE) return this.#accept(true, 'nothing', at);
        return this.#begin(byte === QUOTE, at);
      case 'key':
        return this.#begin(byte === QUOTE, at);
      case 'colon':
        return this.#accept(byte === COLON, 'value', at);
      case 'value':
        if (byte === OPEN_BRACKET) {
          this.#index = 0;
          return this.#accept(true, 'item_or_end', at);
        }
        return this.#begin(isValueStart(byte), at);
      case 'item_or_end':
        if (byte === CLOSE_BRACKET) return this.#endArray(at);
        return this.#begin(isValueStart(byte), at);
      case 'item':
        return this.#begin(isValueStart(byte), at);
      case 'comma_or_array_end':
        if (byte === CLOSE_BRACKET) return this.#endArray(at);
        return this.#accept(byte === COMMA, 'item', at);
      case 'comma_or_end':
        if (byte === CLOSE_BRACE) return this.#accept(true, 'nothing', at);
        return this.#accept(byte === COMMA, 'key', at);
      case 'nothing':
        throw this.#error('not_json', at);
    }
  }

  #accept(right: boolean, next: Expected, at: number): number {
    if (!right) throw this.#error('not_json', at);
    this.#expected = next;
    return at + 1;
  }

  #begin(right: boolean, at: number): number {
    if (!right) throw this.#error('not_json', at);
    this.#cutting = true;
    return at;
  }

  #endArray(at: number): number {
    this.#index = undefined;
    return this.#accept(true, 'comma_or_end', at);
  }

  /** Advances to the end of the element or of the chunk; clears `#cutting` when the element ends. */
  #scan(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) {
          this.#inString = false;
          if (this.#depth === 0) return this.#end(at + 1);
        }
      } else if (byte === QUOTE) {
        this.#inString = true;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.#depth += 1;
        if (this.#depth > this.#limits.maxDepth) throw this.#error('too_deep', at);
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (this.#depth === 0) return this.#end(at);
        this.#depth -= 1;
        if (this.#depth === 0) return this.#end(at + 1);
      } else if (this.#depth === 0 && (byte === COMMA || isSpace(byte ?? 0))) {
        return this.#end(at);
      }
    }
    return chunk.length;
  }

  #end(at: number): number {
    this.#cutting = false;
    return at;
  }

  #keep(part: Uint8Array): void {
    this.#size += part.length;
    if (this.#size > this.#limits.maxElementBytes) this.#parts = [];
    // Copied when the element goes on in the next chunk: the caller may reuse its buffer.
    else this.#parts.push(this.#cutting ? part.slice() : part);
  }

  #close(): JsonElement | undefined {
    const size = this.#size;
    const bytes = size > this.#limits.maxElementBytes ? undefined : joined(this.#parts, size);
    this.#parts = [];
    this.#size = 0;
    if (this.#expected === 'key' || this.#expected === 'key_or_end') {
      this.#key = this.#keyName(bytes);
      this.#sawStructures ||= this.#key === 'pmej';
      this.#expected = 'colon';
      return undefined;
    }
    const element: JsonElement = { key: this.#key, size };
    if (bytes !== undefined) element.bytes = bytes;
    if (this.#index === undefined) {
      this.#expected = 'comma_or_end';
    } else {
      element.index = this.#index;
      this.#index += 1;
      this.#expected = 'comma_or_array_end';
    }
    return element;
  }

  #keyName(bytes: Uint8Array | undefined): string {
    try {
      const name: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes ?? NOTHING));
      return String(name);
    } catch (cause) {
      throw this.#error('not_json', 0, cause);
    }
  }

  #error(code: 'not_json' | 'truncated' | 'too_deep', at: number, cause?: unknown): FinessFileError {
    return new FinessFileError(code, { offset: this.#offset + at, path: this.path === '' ? undefined : this.path }, cause);
  }
}

function joined(parts: Uint8Array[], size: number): Uint8Array {
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

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** First byte of a JSON value: `{ [ " - 0-9 t f n`. */
function isValueStart(byte: number): boolean {
  return byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === QUOTE || byte === 0x2d
    || (byte >= 0x30 && byte <= 0x39) || byte === 0x74 || byte === 0x66 || byte === 0x6e;
}
