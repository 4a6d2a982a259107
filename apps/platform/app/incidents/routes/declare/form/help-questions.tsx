import { ANSWERS, HELP_KINDS } from '@hygie/incident-exchange';
import { useTranslations } from 'use-intl';
import { CheckGroup, ChoiceGroup } from '../../../../ui/choice.tsx';
import { TextArea } from '../../../../ui/field.tsx';
import { measuresTaken } from '../../../declaration.ts';
import { listOf, textOf } from '../answers.ts';
import { type StepQuestions, useBind, useBindText, useChoices } from './bind.ts';

/** Step 5: measures taken and help wanted. */
export function HelpQuestions(questions: StepQuestions) {
  const measures = useTranslations('incidents.documents.measures');
  const bind = useBind(questions);
  const text = useBindText(questions);
  const choices = useChoices();
  const { typed } = questions;
  return (
    <>
      <CheckGroup {...bind('measures')} choices={measuresTaken.map((code) => ({ value: code, label: measures(code) }))} defaultValues={listOf(typed, 'measures')} cards />
      <TextArea {...text('measuresDetail')} maxLength={4_000} />
      <ChoiceGroup {...bind('ongoing')} choices={choices(ANSWERS, { help: false })} defaultValue={textOf(typed, 'ongoing')} />
      <CheckGroup {...bind('help')} choices={choices(HELP_KINDS)} defaultValues={listOf(typed, 'help')} cards />
      <TextArea {...text('helpDetail')} maxLength={2_000} />
    </>
  );
}
