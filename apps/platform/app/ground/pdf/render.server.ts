import { HygieError } from '../errors.ts';
import { type Compiler, openCompiler } from './compiler.server.ts';
import { documentTemplate } from './document.typ.ts';
import { printable } from './printable.ts';
import type { PrintedDocument } from './printed-document.ts';

let shared: Compiler | undefined;

// A character refused in one pass may hide another behind it (a mark that combined with it); a few passes reach the end.
const passes = 5;

/**
 * Renders a template with its data as a tagged PDF (PDF/UA-1, ISO 14289-1): the compiler itself refuses a missing
 * title, language or alternative text. The template is ours and fixed; the data are only ever text.
 * Throws `unavailable` (too many at once), `internal` (a template at fault).
 */
export async function renderPdf(template: string, data: object, compiler: Compiler = (shared ??= openCompiler())): Promise<Buffer> {
  const undisplayable = new Set<string>();
  for (let pass = 0; pass < passes; pass += 1) {
    const { pdf, refusal } = await compiler.compile(template, JSON.stringify(printable(data, undisplayable)));
    if (pdf) return Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
    const refused = charactersIn(refusal);
    if (refused.length === 0) throw new HygieError('internal', {}, { cause: new Error(refusal.slice(0, 2_000)) });
    for (const character of refused) undisplayable.add(character);
  }
  throw new HygieError('internal', {}, { cause: new Error('characters without end') });
}

/** Renders a document of the platform. */
export function renderDocument(document: PrintedDocument): Promise<Buffer> {
  return renderPdf(documentTemplate, document);
}

/** The characters that no embedded font shows, read from what the compiler said of them. */
function charactersIn(refusal: string): string[] {
  const quoted = refusal.matchAll(/(?:the text|disallowed codepoint) `\\"((?:[^"\\]|\\.)+?)\\"`/g);
  return [...quoted].flatMap(([, text = '']) => {
    const readable = text.replaceAll('\\\\', '\\').replace(/\\u\{([0-9a-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
    return Array.from(readable);
  });
}
