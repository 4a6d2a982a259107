import { ANSWERS, DETECTION_CHANNELS, INCIDENT_TYPES, NATURES, SYSTEMS } from '@hygie/incident-exchange';
import { useLocale, useTranslations } from 'use-intl';
import { CheckGroup, ChoiceGroup } from '../../../../ui/choice.tsx';
import { SelectField, TextArea, TextField } from '../../../../ui/field.tsx';
import { listOf, textOf } from '../answers.ts';
import { type StepQuestions, useBind, useBindText, useChoices } from './bind.ts';
import { MomentQuestion } from './moment-question.tsx';

function useTypeOptions() {
  const t = useTranslations('incidents.declare');
  const locale = useLocale();
  return INCIDENT_TYPES.map(({ code, label, origin }) =>
    origin === 'unknown' ? { value: code, label: t('unknown') } : { value: code, label: label[locale], group: t(`choices.types.${origin}`) },
  ).toSorted((a, b) => Number('group' in a) - Number('group' in b));
}

/** Step 3: what happened and since when. */
export function FactsQuestions({ timeZone, ...questions }: StepQuestions & { timeZone: string }) {
  const t = useTranslations('incidents.declare');
  const bind = useBind(questions);
  const text = useBindText(questions);
  const choices = useChoices();
  const { typed } = questions;
  const natures = NATURES.map(({ code }) => ({
    value: code, label: t(`choices.nature.${code}`), ...(code === 'not_malicious' ? { help: t('choices.natureHelp') } : {}),
  }));
  return (
    <>
      <TextArea {...text('description')} required rows={5} maxLength={8_000} />
      <ChoiceGroup {...bind('nature')} choices={natures} defaultValue={textOf(typed, 'nature')} />
      <SelectField {...bind('typeCode')} options={useTypeOptions()} defaultValue={textOf(typed, 'typeCode') || 'undetermined'} />
      <MomentQuestion {...questions} name="startedAt" timeZone={timeZone} estimated />
      <MomentQuestion {...questions} name="detectedAt" timeZone={timeZone} />
      <SelectField {...bind('detection')} options={selectable(choices(DETECTION_CHANNELS))} defaultValue={textOf(typed, 'detection') || 'unknown'} />
      <CheckGroup {...bind('systems')} choices={choices(SYSTEMS)} defaultValues={listOf(typed, 'systems')} />
      <ChoiceGroup {...bind('providerInvolved')} choices={choices(ANSWERS, { help: false })} defaultValue={textOf(typed, 'providerInvolved')} />
      <TextField {...text('providerName')} maxLength={200} />
    </>
  );
}

/** Long lists open on « I do not know yet », so that nothing is answered by mistake. */
function selectable(choices: ReturnType<ReturnType<typeof useChoices>>) {
  const options = choices.map(({ value, label }) => ({ value, label: String(label) }));
  return options.toSorted((a, b) => Number(b.value === 'unknown') - Number(a.value === 'unknown'));
}
