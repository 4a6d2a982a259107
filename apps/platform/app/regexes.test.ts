import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

// Every regular expression of the sources × texts made to please it at length and to disappoint it at the very end.

const top = join(import.meta.dirname, '..', '..', '..');
const folders = ['apps/platform/app', 'apps/platform/server', ...readdirSync(join(top, 'packages')).map((name) => `packages/${name}/src`)];

/** Longer than any line that a form takes; what is quadratic needs billions of steps on it. */
const length = 100_000;
/** A linear search of that length takes a few milliseconds: three orders of magnitude of margin. */
const patienceMs = 2_000;

/** Expressions that are slower than linear on a long text, and what keeps the text short where they are used. */
const bounded: Record<string, string> = {
  'apps/platform/app/sign-in/password.server.ts: /=+$/': 'takes the padding off a digest that the platform just made',
  'apps/platform/server/rate-limit.ts: /\\/+$/': 'applied once runs of slashes are one slash',
};

interface Found {
  file: string;
  pattern: string;
  flags: string;
}

function expressionsOf(file: string): Found[] {
  const found: Found[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { regex } = node as { regex?: { pattern: string; flags: string } };
    if (regex) found.push({ file, pattern: regex.pattern, flags: regex.flags });
    else Object.values(node).forEach(walk);
  };
  walk(parseSync(file, readFileSync(join(top, file), 'utf8')).program);
  return found;
}

function everyExpression(): Found[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\./.test(path))
      .map((path) => `${folder}/${path}`));
  const all = files.toSorted().flatMap(expressionsOf);
  // Without a repetition that has no upper bound, nothing grows with the text.
  const growing = all.filter(({ pattern }) => /[*+]|\{\d+,\}/.test(pattern));
  return [...new Map(growing.map((one) => [`/${one.pattern}/${one.flags}`, one])).values()];
}

/** Texts that the expression accepts, to be stretched; a few of one character where none can be made. */
function accepted({ pattern, flags }: Found): string[] {
  const common = ['a', '0', '.', ' ', '-', '/', '@', ':', '\t', 'x.'];
  try {
    const like = fc.stringMatching(new RegExp(pattern, flags.replace(/[gimy]/g, '')), { size: 'small' });
    return [...common, ...fc.sample(like, { numRuns: 4, seed: 7 }).map((text) => text.slice(0, 24))];
  } catch {
    // Looking around is beyond the generator.
    return common;
  }
}

/** Each text with each of its pieces of one to three characters repeated, then a character that nothing expects. */
function hostile(found: Found): string[] {
  const stretched = accepted(found).flatMap((text) =>
    [1, 2, 3].flatMap((size) =>
      Array.from({ length: Math.max(text.length - size + 1, 0) }, (_, at) => {
        const piece = text.slice(at, at + size);
        return `${text.slice(0, at)}${piece.repeat(Math.ceil(length / size))}\u0001`;
      })));
  return [...new Set(stretched)].flatMap((text) => [text, `x${text}`]);
}

/** Whether the expression is done with all the texts in time; the engine interrupts it otherwise. */
function isQuick(found: Found): boolean {
  const texts = hostile(found);
  try {
    runInNewContext('for (const text of texts) text.replace(expression, "");', { texts, expression: new RegExp(found.pattern, found.flags) }, { timeout: patienceMs });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

describe('a text made to be slow', () => {
  test('is answered in time by every regular expression of the platform', () => {
    const found = everyExpression();
    expect(found.length).toBeGreaterThan(30);
    const slow = found.filter((one) => !isQuick(one));
    expect(slow.map(({ file, pattern, flags }) => `${file}: /${pattern}/${flags}`).filter((name) => !(name in bounded))).toEqual([]);
  }, 300_000);

  test.each(['^(a+)+$', '^(?:a|a)*$', '[.]+$', '(\\w+\\s?)*!'])('is seen to stop /%s/, which is slow', (pattern) => {
    expect(isQuick({ file: '', pattern, flags: '' })).toBe(false);
  });
});
