import { useTranslations } from 'use-intl';
import { Button } from '../../../../ui/button.tsx';
import { SelectField, TextField } from '../../../../ui/field.tsx';
import { textOf } from '../answers.ts';
import { type StepQuestions, useBind, useBindText } from './bind.ts';

/** Step 2 for a structure that the register does not know: its declarant names it, and its region answers for it. */
export function UnlistedQuestions({ regions, ...questions }: StepQuestions & { regions: readonly { id: string; name: string }[] }) {
  const t = useTranslations('incidents.declare');
  const common = useTranslations('common');
  const bind = useBind(questions);
  const text = useBindText(questions);
  const { typed } = questions;
  const options = [{ value: '', label: t('unknown') }, ...regions.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <>
      <input type="hidden" name="unlisted" value="yes" />
      <input type="hidden" name="search" value={textOf(typed, 'search')} />
      <TextField {...text('unlistedName')} required autoComplete="organization" maxLength={200} />
      <TextField {...text('unlistedTown')} required autoComplete="address-level2" maxLength={100} />
      <TextField {...text('unlistedIdentifier')} mark={common('optional')} autoComplete="off" width="medium" maxLength={40} />
      <SelectField {...bind('region')} options={options} defaultValue={textOf(typed, 'region')} />
      {questions.kind === 'incident' && <TextField {...text('sitesHit')} inputMode="numeric" width="short" maxLength={10} />}
      <div><Button name="go" value="listed" formNoValidate>{t('structure.listed')}</Button></div>
    </>
  );
}
