import { createTranslator } from 'use-intl/core';
import theirs from 'use-intl/format-message';
import { describe, expect, test } from 'vitest';
import ours from './format-message.ts';
import type { Locale } from './ground/platform.ts';
import { messages } from './messages.ts';

interface Entry {
  key: string;
  message: string;
}

function entriesOf(node: unknown, path: string[] = []): Entry[] {
  if (typeof node === 'string') return [{ key: path.join('.'), message: node }];
  return Object.entries(node as object).flatMap(([name, child]) => entriesOf(child, [...path, name]));
}

/** A value for each argument that a message names: a count where one is counted, a word elsewhere, an element for a tag. */
function valuesFor(message: string, count: number): Record<string, unknown> {
  const argument = [...message.matchAll(/\{\s*(\w+)\s*(?:,\s*(\w+))?/g)].map(([, name, type]) => [name, type === 'plural' || type === 'number' ? count : 'mot']);
  const tags = [...message.matchAll(/<(\w+)>/g)].map(([, name]) => [name, (chunks: unknown[]) => `[${chunks.join('')}]`]);
  return Object.fromEntries([...argument, ...tags]);
}

/** The library itself, as it is called from a page. */
function theirWay(message: string, locale: Locale): (values: Record<string, unknown>) => unknown {
  const t = createTranslator({ locale, messages: { it: message }, timeZone: 'Europe/Paris', onError: (error) => { throw error; } });
  return (values) => (t.rich as (key: string, values: Record<string, unknown>) => unknown)('it', values);
}

describe('messages with values', () => {
  test.each(['fr', 'en'] as const)('every message in %s reads as the library itself writes it', (locale) => {
    const entries = entriesOf(messages[locale]);
    expect(entries.length).toBeGreaterThan(1_000);
    for (const { key, message } of entries) {
      const their = theirWay(message, locale);
      for (const count of /plural|number/.test(message) ? [0, 1, 2, 1_234] : [1]) {
        const values = valuesFor(message, count);
        expect([ours(key, message, values as never, { locale })].flat().join(''), key).toBe([their(values)].flat().join(''));
      }
    }
  });

  test('no message formats a date itself, since none is told the zone of its reader', () => {
    for (const { key, message } of [...entriesOf(messages.fr), ...entriesOf(messages.en)]) expect(message, key).not.toMatch(/\{\s*\w+\s*,\s*(date|time)\b/);
  });

  test('a message that lacks a value is refused, as by the library', () => {
    expect(() => ours('it', '{name} lines', undefined, { locale: 'en' })).toThrow('name');
  });

  test('the library still has the door that the build replaces', () => {
    expect(theirs).toBeTypeOf('function');
  });
});
