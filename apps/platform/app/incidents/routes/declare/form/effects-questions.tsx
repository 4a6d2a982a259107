import { ANSWERS, CARE_IMPACTS, DATA_IMPACTS, DATA_LOSSES } from '@hygie/incident-exchange';
import { CheckGroup, ChoiceGroup } from '../../../../ui/choice.tsx';
import { TextArea, TextField } from '../../../../ui/field.tsx';
import { listOf, textOf } from '../answers.ts';
import { type StepQuestions, useBind, useBindText, useChoices } from './bind.ts';

/** Step 4: effects on care, data and services. */
export function EffectsQuestions(questions: StepQuestions) {
  const bind = useBind(questions);
  const text = useBindText(questions);
  const choices = useChoices();
  const { typed } = questions;
  return (
    <>
      <ChoiceGroup {...bind('care')} choices={choices(CARE_IMPACTS)} defaultValue={textOf(typed, 'care')} />
      <TextArea {...text('careDetail')} maxLength={2_000} />
      <TextField {...text('patients')} inputMode="numeric" width="short" maxLength={15} />
      <ChoiceGroup {...bind('medicalDevice')} choices={choices(ANSWERS, { help: false })} defaultValue={textOf(typed, 'medicalDevice')} />
      <CheckGroup {...bind('data')} choices={choices(DATA_IMPACTS)} defaultValues={listOf(typed, 'data')} cards />
      <CheckGroup {...bind('lost')} choices={choices(DATA_LOSSES)} defaultValues={listOf(typed, 'lost')} cards />
      <ChoiceGroup {...bind('exfiltration')} choices={choices(ANSWERS, { help: false })} defaultValue={textOf(typed, 'exfiltration')} />
      <TextField {...text('persons')} inputMode="numeric" width="short" maxLength={15} />
    </>
  );
}
