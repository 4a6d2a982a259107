import { describe, expect, test } from 'vitest';
import { fr } from '../messages.fr.ts';

/** Every sentence of a catalogue, with the way that leads to it. */
function sentences(catalogue: object, way = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${way}${key}`, value]] : sentences(value as object, `${way}${key}.`));
}

describe('the French of the pages', () => {
  test('keeps a no-break space before « ; : ! ? » and inside quotation marks', () => {
    // An address, an hour, or a plural of the message format are no sentences.
    expect(sentences(fr).filter(([, text]) => / [;:!?»]|« /.test(text)).map(([way]) => way)).toEqual([]);
  });

  test('writes ’ for an apostrophe', () => {
    expect(sentences(fr).filter(([, text]) => /\p{L}'\p{L}/u.test(text)).map(([way]) => way)).toEqual([]);
  });
});
