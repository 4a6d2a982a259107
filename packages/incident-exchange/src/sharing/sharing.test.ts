import { describe, expect, test } from 'vitest';
import { ACTIONS, AUDIENCES, DEFAULT_MARKS, mayAct, mayShare, PAP_LEVELS, stricterPap, stricterTlp, TLP, TLP_LEVELS } from '../index.ts';

describe('TLP 2.0', () => {
  test.each([
    ['red', ['named_recipients']],
    ['amber+strict', ['named_recipients', 'organisation']],
    ['amber', ['named_recipients', 'organisation', 'organisation_and_clients']],
    ['green', ['named_recipients', 'organisation', 'organisation_and_clients', 'community']],
    ['clear', [...AUDIENCES]],
  ] as const)('%s reaches %j and nobody else', (tlp, allowed) => {
    expect(AUDIENCES.filter((audience) => mayShare({ tlp, audience }).allowed)).toEqual(allowed);
  });

  test('a refusal says how far one may go, in both languages', () => {
    const { because } = mayShare({ tlp: 'amber+strict', audience: 'organisation_and_clients' });
    expect(because).toMatchObject({ code: 'beyond_tlp', widestAudience: 'organisation' });
    expect(because.sentence.fr).toBe("TLP:AMBER+STRICT interdit la diffusion vers l'organisation et ses clients : elle s'arrête à l'organisation.");
    expect(because.sentence.en).toContain('it stops at the organisation');
  });

  test('of two marks the stricter one wins, whatever the order', () => {
    TLP_LEVELS.forEach((a, first) => TLP_LEVELS.forEach((b, second) => {
      expect(stricterTlp(a, b)).toBe(TLP_LEVELS[Math.min(first, second)]);
    }));
  });

  test('no incident is freer than AMBER by default', () => {
    expect(DEFAULT_MARKS).toEqual({ tlp: 'amber', pap: 'amber' });
    expect(TLP[DEFAULT_MARKS.tlp].label).toBe('TLP:AMBER');
  });
});

describe('PAP', () => {
  test.each([
    ['red', ['passive_own_logs']],
    ['amber', ['passive_own_logs', 'passive_third_party']],
    ['green', [...ACTIONS]],
    ['clear', [...ACTIONS]],
  ] as const)('%s allows %j and nothing else', (pap, allowed) => {
    expect(ACTIONS.filter((action) => mayAct({ pap, action }).allowed)).toEqual(allowed);
  });

  test('blocking on a PAP:AMBER indicator is refused with the reason', () => {
    expect(mayAct({ pap: 'amber', action: 'active' }).because).toMatchObject({ code: 'beyond_pap', mostVisibleAction: 'passive_third_party' });
  });

  test('of two marks the stricter one wins', () => {
    expect(PAP_LEVELS.map((level) => stricterPap(level, 'green'))).toEqual(['red', 'amber', 'green', 'green']);
  });
});
