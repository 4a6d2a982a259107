import { ANSWERS } from '@hygie/incident-exchange';
import { useTranslations } from 'use-intl';
import { ChoiceGroup } from '../../../../ui/choice.tsx';
import { TextField } from '../../../../ui/field.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { textOf } from '../answers.ts';
import { type StepQuestions, useBind, useBindText, useChoices } from './bind.ts';

/** Step 1: who declares. The law entrusts a director with the declaration of an incident, not with the report of a weakness. */
export function DeclarantQuestions(questions: StepQuestions) {
  const common = useTranslations('common');
  const contact = useTranslations('incidents.declare.contact');
  const bind = useBind(questions);
  const text = useBindText(questions);
  const choices = useChoices();
  const optional = common('optional');
  const { kind, typed } = questions;
  const unreachable = textOf(typed, 'phone').trim() === '' && textOf(typed, 'email').trim() === '';
  return (
    <>
      <TextField {...text('name')} required autoComplete="name" maxLength={120} />
      <TextField {...text('role')} mark={optional} autoComplete="organization-title" maxLength={120} />
      {unreachable && <Notice tone="warning" title={contact('title')}>{contact('text')}</Notice>}
      <TextField {...text('phone')} mark={optional} type="tel" autoComplete="tel" width="medium" maxLength={40} />
      <TextField {...text('email')} mark={optional} type="email" autoComplete="email" maxLength={254} />
      {kind === 'incident' && <ChoiceGroup {...bind('delegate')} choices={choices(ANSWERS, { help: false })} defaultValue={textOf(typed, 'delegate')} />}
      <TextField {...text('technicalContact')} mark={optional} maxLength={200} />
    </>
  );
}
