import { duties, unknownFacts } from '@hygie/obligations';
import { describe, expect, test } from 'vitest';
import { groupDuties } from './duty-groups.ts';

const knownAt = '2026-11-20T10:00:00.000Z';
const now = '2026-11-21T10:00:00.000Z';

describe('the duties of a file, in the order of work', () => {
  const facts = { ...unknownFacts(knownAt), nature: 'confirmed' as const, personalData: 'yes' as const, riskToPersons: 'risk' as const, insured: 'yes' as const };

  test('are each in one group and only one', () => {
    const all = duties(facts, now);
    const { waiting, settled, others } = groupDuties(all);
    expect([...waiting, ...settled, ...others].map((duty) => duty.id).toSorted()).toEqual(all.map((duty) => duty.id).toSorted());
  });

  test('put what applies before what is not established, and the nearest term first', () => {
    const { waiting } = groupDuties(duties(facts, now));
    const firm = waiting.map((duty) => duty.verdict === 'applies');
    expect(firm).toEqual(firm.toSorted((a, b) => Number(b) - Number(a)));
    const ends = waiting.filter((duty) => duty.verdict === 'applies').map((duty) => duty.clock?.endsAt ?? '9999');
    expect(ends).toEqual(ends.toSorted());
  });

  test('settle what was sent or set aside with a reason', () => {
    const done = { ...facts, acts: [{ duty: 'cnil.notification' as const, at: now, reference: null, lateReason: null, partial: false }] };
    expect(groupDuties(duties(done, now)).settled.map((duty) => duty.id)).toContain('cnil.notification');
    const aside = { ...facts, decisions: [{ duty: 'complaint.filing' as const, kind: 'not_applicable' as const, until: null, at: now, author: 'C. Aubrac', reason: 'Aucune perte.' }] };
    expect(groupDuties(duties(aside, now)).settled.map((duty) => duty.id)).toContain('complaint.filing');
  });

  test('leave apart what the law does not ask', () => {
    const none = { ...facts, personalData: 'no' as const };
    expect(groupDuties(duties(none, now)).others.map((duty) => duty.id)).toContain('cnil.notification');
  });
});
