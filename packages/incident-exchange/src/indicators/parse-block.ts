import type { Indicator, IndicatorRefusal } from './indicator.ts';
import { parseIndicator } from './parse.ts';

/** Most lines read from one pasted block. */
export const MAX_BLOCK_LINES = 1000;

/** What came of a pasted block; lines are numbered from 1 as the user sees them. */
export type BlockReading = {
  /** In order of appearance, each once. */
  readonly indicators: readonly (Indicator & { readonly line: number })[];
  readonly refusals: readonly { readonly line: number; readonly code: IndicatorRefusal }[];
  /** Lines that repeat an indicator, with the line that already gave it. */
  readonly duplicates: readonly { readonly line: number; readonly firstLine: number }[];
  /** True when the block holds more than `MAX_BLOCK_LINES` lines: the rest was not read. */
  readonly truncated: boolean;
};

/** The first lines of a text, without splitting a text that may be huge. */
function firstLines(block: string): { lines: string[]; truncated: boolean } {
  const lines: string[] = [];
  let start = 0;
  while (start <= block.length) {
    if (lines.length === MAX_BLOCK_LINES) return { lines, truncated: block.slice(start, start + 1) !== '' };
    const newline = block.indexOf('\n', start);
    const end = newline < 0 ? block.length : newline;
    lines.push(block.slice(start, end));
    start = end + 1;
  }
  return { lines, truncated: false };
}

/** Reads a pasted block, one indicator a line. Blank lines and lines starting with `#` are skipped. */
export function parseIndicators(block: string): BlockReading {
  const { lines, truncated } = firstLines(block);
  const firstLineOf = new Map<string, number>();
  const indicators: (Indicator & { line: number })[] = [];
  const refusals: { line: number; code: IndicatorRefusal }[] = [];
  const duplicates: { line: number; firstLine: number }[] = [];
  lines.forEach((text, index) => {
    const line = index + 1;
    const reading = parseIndicator(text);
    if (!reading.ok) {
      if (reading.code !== 'empty' && !text.startsWith('#')) refusals.push({ line, code: reading.code });
      return;
    }
    if (text.startsWith('#')) return;
    const key = `${reading.indicator.type} ${reading.indicator.value}`;
    const firstLine = firstLineOf.get(key);
    if (firstLine !== undefined) duplicates.push({ line, firstLine });
    else {
      firstLineOf.set(key, line);
      indicators.push({ ...reading.indicator, line });
    }
  });
  return { indicators, refusals, duplicates, truncated };
}
