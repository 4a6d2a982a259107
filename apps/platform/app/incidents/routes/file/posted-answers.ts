import { toFields } from '../../../ground/dates.ts';
import { HygieError } from '../../../ground/errors.ts';
import { dateTimeNames } from '../../../ui/date-time-field.tsx';
import { legalFacts, momentFacts, otherFacts } from './answers.ts';
import { wasName } from './merge.ts';
import type { Posted } from './posted.ts';

/** The instant that fields say. Left as they were, they stand for the exact instant, seconds included. */
function momentOf(posted: Posted, name: string, timeZone: string): string {
  const was = posted.text(wasName(name));
  const typed = posted.instant(name, timeZone) ?? '';
  if (was === '' || typed === '') return typed;
  const shown = toFields(was, timeZone);
  const names = dateTimeNames(name);
  return posted.text(names.date) === shown.date && posted.text(names.time) === shown.time ? was : typed;
}

/**
 * The answers that a form of questions gives. A question left without an answer stays so: « I do not know yet » is an
 * answer, silence is none. Throws `invalid_input` when the form of the law answers nothing.
 */
export function answersOf(posted: Posted, timeZone: string): { fact: string; answer: string; reason: string }[] {
  const ticked = (facts: readonly string[]) => facts.filter((fact) => posted.text(fact) !== '');
  if (posted.intent === 'legal') {
    const answers = ticked(legalFacts).map((fact) => ({ fact, answer: posted.text(fact), reason: posted.text(`reason.${fact}`) }));
    if (answers.length === 0) throw new HygieError('invalid_input', { fields: [{ field: legalFacts[0]!, problem: 'required' }] });
    return answers;
  }
  const reason = posted.text('reason');
  return [
    ...ticked([...otherFacts, 'riskToPersons']).map((fact) => ({ fact, answer: posted.text(fact), reason })),
    ...momentFacts.map((fact) => ({ fact, answer: momentOf(posted, fact, timeZone), reason })),
  ];
}
