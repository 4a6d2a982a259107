import type { Locale } from '../platform.ts';

/** A cell of a table: words, or a code (digest, indicator) in fixed width: its column wants a third of the page. */
export type PrintedCell = string | { code: string };

/** A question and what was answered; `missing` marks what someone still has to write. */
export interface PrintedAnswer {
  label: string;
  value: string;
  missing: boolean;
}

/** A piece of a section. */
export type PrintedBlock =
  | { kind: 'prose'; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'answers'; heads: [label: string, value: string]; rows: PrintedAnswer[] }
  /** `widths`: share of each column, as whole numbers. */
  | { kind: 'table'; heads: string[]; widths: number[]; rows: PrintedCell[][] }
  | { kind: 'list'; items: string[] }
  | { kind: 'code'; code: string }
  /** A text to copy and complete, framed so that it is not taken for a statement of the document. */
  | { kind: 'draft'; text: string };

/** A titled part. A section of level 2 belongs to the one of level 1 before it. */
export interface PrintedSection {
  level: 1 | 2;
  heading: string;
  blocks: PrintedBlock[];
}

/** The protection mark, in words and in colour (TLP 2.0, FIRST). */
export interface PrintedMark {
  tlp: 'red' | 'amber+strict' | 'amber' | 'green' | 'clear';
  label: string;
  meaning: string;
}

/**
 * A document as data: what is printed, in the reader's language, with nothing left to decide for the template.
 * Every text may be hostile: none is ever read as code.
 */
export interface PrintedDocument {
  language: Locale;
  title: string;
  subtitle: string;
  /** Number of what the document is about; on every page. */
  number: string;
  mark: PrintedMark;
  /** Who issues it, and the sentence that dates it; on every page. */
  issuer: string;
  issued: string;
  issuedAt: { year: number; month: number; day: number; hour: number; minute: number; second: number };
  words: { page: string; of: string };
  sections: PrintedSection[];
  /** A file carried inside the PDF, so that what is printed can be read again by a machine. */
  attached: { name: string; mediaType: string; description: string; verbatim: string } | null;
}
