import type { Context, MiddlewareHandler } from 'hono';
import { changingNothing } from './methods.ts';
import { plainAnswer } from './plain-page.ts';
import { pathOf } from './rate-limit.ts';

/** Heaviest body, in bytes: an attachment of 25 MB and the form around it. */
export const maxBodyBytes = 27 * 1024 * 1024;
/** Heaviest body of words alone, in bytes. */
export const maxWordsBytes = 256 * 1024;
/** The same in a file, where a block of indicators may come: 200,000 signs, three bytes each once encoded. */
export const maxFileWordsBytes = 640 * 1024;
/** Most fields of a form. */
export const maxFields = 200;

const typeOf = (c: Context) => (c.req.header('content-type') ?? '').toLowerCase();
const ampersand = '&'.charCodeAt(0);

/** Whether a form came in parts, files among them perhaps. */
function isMultipart(c: Context): boolean {
  return typeOf(c).startsWith('multipart/');
}

/**
 * Refuses a body too heavy with 413, before any page reads it. Parts are judged by the length that they say, and refused
 * without one: browsers always say it. Forms, and words of a length that nobody said, are read here up to their bound, so
 * that no page ever holds more.
 */
export function boundBodies(): MiddlewareHandler {
  return async (c, next) => {
    const said = c.req.header('content-length');
    // Asked of the headers where they say it: to look at the body itself makes a stream of it.
    if (changingNothing.has(c.req.method) || said === '0' || (said === undefined && !c.req.raw.body)) return next();
    // Of a program, words alone are expected, whatever it calls them.
    if (isMultipart(c) && !c.req.path.startsWith('/api/')) return Number(said ?? Infinity) <= maxBodyBytes ? next() : plainAnswer(c, 'too_large');
    const most = pathOf(c.req.path).startsWith('/incidents/') ? maxFileWordsBytes : maxWordsBytes;
    const isForm = typeOf(c).startsWith('application/x-www-form-urlencoded');
    // A length that is said is kept by HTTP itself: nothing to count, nothing to read here (declarations of a surge).
    if (!isForm && said !== undefined) return Number(said) <= most ? next() : plainAnswer(c, 'too_large');
    const words = Number(said ?? 0) <= most ? await readAtMost(c.req.raw, most) : null;
    if (!words || (isForm && fieldsOf(words) > maxFields)) return plainAnswer(c, 'too_large');
    c.req.raw = new Request(c.req.raw, { method: c.req.method, body: words });
    return next();
  };
}

/** A whole body; null past its bound, the rest being left unread. */
async function readAtMost(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, size));
}

/** The fields of an encoded form. */
function fieldsOf(words: Uint8Array): number {
  let count = 1;
  for (const byte of words) if (byte === ampersand) count += 1;
  return count;
}
