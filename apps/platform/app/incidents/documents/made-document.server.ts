import { createHash } from 'node:crypto';
import { downloadHeaders } from '../../ground/download.ts';

/** A document ready to leave: its bytes, their digest, and how it is named and typed. */
export interface MadeDocument {
  bytes: Buffer;
  sha256: string;
  fileName: string;
  mediaType: string;
}

/** Bytes of a JSON document: indented, one newline at the end. */
export function jsonBytes(document: object): Buffer {
  return Buffer.from(`${JSON.stringify(document, null, 2)}\n`, 'utf8');
}

/** Seals a document with its digest; the name keeps only what is safe in a file name and a header. */
export function sealDocument(bytes: Buffer, name: string, mediaType: string): MadeDocument {
  const fileName = name.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^[._]+/, '').slice(0, 120) || 'document';
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), fileName, mediaType };
}

/** The answer that hands a document over: saved, never shown in the page nor kept by a cache, with its digest (RFC 9530). */
export function documentResponse(made: MadeDocument): Response {
  return new Response(new Uint8Array(made.bytes), {
    headers: {
      ...downloadHeaders(made.fileName, made.mediaType),
      'Content-Length': String(made.bytes.byteLength),
      'Repr-Digest': `sha-256=:${Buffer.from(made.sha256, 'hex').toString('base64')}:`,
    },
  });
}
