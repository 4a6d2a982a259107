import { ANSWERS } from '@hygie/incident-exchange';
import { useTranslations } from 'use-intl';
import { ChoiceGroup } from '../../../../ui/choice.tsx';
import { TextArea, TextField } from '../../../../ui/field.tsx';
import { textOf } from '../answers.ts';
import { type StepQuestions, useBind, useBindText, useChoices } from './bind.ts';

const kinds = ['vulnerability', 'bad_practice', 'unknown'] as const;

/** What is reported of a vendor or a provider. */
export function WeaknessQuestions(questions: StepQuestions) {
  const t = useTranslations('incidents.declare.choices');
  const common = useTranslations('common');
  const bind = useBind(questions);
  const text = useBindText(questions);
  const choices = useChoices();
  const { typed } = questions;
  const optional = common('optional');
  return (
    <>
      <ChoiceGroup
        {...bind('weakness')}
        choices={kinds.map((kind) => ({ value: kind, label: t(`weakness.${kind}`), ...(kind === 'unknown' ? {} : { help: t(`weaknessHelp.${kind}`) }) }))}
        defaultValue={textOf(typed, 'weakness')}
      />
      <TextField {...text('vendor')} required maxLength={200} />
      <TextField {...text('product')} mark={optional} maxLength={200} />
      <TextField {...text('version')} mark={optional} width="medium" maxLength={100} />
      <TextArea {...text('weaknessDescription', 'description')} required rows={5} maxLength={8_000} />
      <ChoiceGroup {...bind('vendorTold')} choices={choices(ANSWERS, { help: false })} defaultValue={textOf(typed, 'vendorTold')} />
      <ChoiceGroup {...bind('exploited')} choices={choices(ANSWERS, { help: false })} defaultValue={textOf(typed, 'exploited')} />
      <TextField {...text('vendorContact')} mark={optional} type="email" maxLength={254} />
    </>
  );
}
