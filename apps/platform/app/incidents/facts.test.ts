import { describe, expect, test } from 'vitest';
import { declaration } from './declaration.ts';
import { factsDeclared } from './facts.ts';

const said = (effects: object) =>
  factsDeclared(declaration.parse({
    kind: 'incident', declarant: { name: 'A' }, structure: { organisationId: '018f0000-0000-7000-8000-000000000001' }, facts: { description: 'D' }, effects, help: {},
  }), '2026-01-05T12:00:00Z');

describe('what a declaration leaves unsaid stays unknown', () => {
  test('whether the structure processes the data for another, which the form never asks', () => {
    expect(said({ data: ['patient'] }).isProcessor).toBe('unknown');
  });

  test('a loss, when data are « out of reach or lost »: out of reach is all that is sure', () => {
    expect(said({ data: ['patient'], lost: ['availability'] })).toMatchObject({ unavailability: 'yes', loss: 'unknown', alteration: 'unknown' });
  });

  test('everything, when nothing was ticked', () => {
    const { knownAt: _, ...facts } = said({});
    expect(new Set(Object.values(facts))).toEqual(new Set([null, 'unknown', '']));
  });
});
