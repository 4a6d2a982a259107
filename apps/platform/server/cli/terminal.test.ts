import { describe, expect, test } from 'vitest';
import { describeProblem } from './finess.ts';
import { formatBytes, progressOn } from './terminal.ts';

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
};

describe('progress', () => {
  test('is drawn on a terminal, and wiped at the end', () => {
    const terminal = screen(true);
    const progress = progressOn(terminal);
    progress.show('12 structures', 0.5);
    progress.end();
    expect(terminal.written).toEqual([`\r\u001b[K${'█'.repeat(12)}${'░'.repeat(12)}  50 %  12 structures`, '\r\u001b[K']);
  });

  test('leaves no trace in a log or a pipe', () => {
    const pipe = screen(false);
    const progress = progressOn(pipe);
    progress.show('12 structures', 0.5);
    progress.end();
    expect(pipe.written).toEqual([]);
  });

  test('is drawn at most ten times a second', () => {
    const terminal = screen(true);
    const progress = progressOn(terminal);
    for (let turn = 0; turn < 1000; turn += 1) progress.show(`${turn}`);
    expect(terminal.written.length).toBeLessThan(20);
  });
});

test.each([[0, '0 B'], [1023, '1023 B'], [1024, '1.0 KiB'], [13_000_000, '12.4 MiB'], [5 * 1024 ** 4, '5.0 TiB']])('%i bytes read as « %s »', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('a problem of a register file is told with its place and its data', () => {
  expect(describeProblem({ kind: 'problem', place: { line: 12 }, code: 'missing_field', field: 'finess' })).toBe('line 12: missing_field (field finess)');
});
