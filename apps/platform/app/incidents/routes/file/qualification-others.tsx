import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { toFields } from '../../../ground/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ChoiceGroup } from '../../../ui/choice.tsx';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { Columns, Stack } from '../../../ui/layout.tsx';
import { AnswerField } from './answer-field.tsx';
import { AnswerRecord, useAnswerWords } from './answer-record.tsx';
import { missingName, momentFacts, otherFacts, otherGroups, riskLevels, tickedAnswer } from './answers.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import type { FilePage } from './file-page.server.ts';
import { mergeTyped, wasName } from './merge.ts';
import { type Refused, typedInstant } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';

const plainNames = [...otherFacts, 'riskToPersons'] as const;

/** The duties that wait for a fact: why one is asked. */
function useSettles(file: FilePage) {
  const t = useTranslations('incidents.file.questions');
  const { locale } = useReader();
  return (fact: string, help: string): string => {
    const waiting = file.view.duties.filter((duty) => duty.missing.some((name) => name === missingName(fact)));
    return waiting.length === 0 ? help : `${help} ${t('settles', { duties: waiting.map((duty) => duty.title[locale]).join(', ') })}`;
  };
}

function Moments({ file, typed, errorOf }: { file: FilePage; typed: Record<string, string> | undefined; errorOf: (name: string) => { error?: string } }) {
  const t = useTranslations('incidents.file.questions');
  const reader = useReader();
  const fieldsOf = (at: string | null | undefined) => (at ? toFields(at, reader.timeZone) : { date: '', time: '' });
  // Left as it was, a moment takes its present value: the form must not undo a colleague.
  const defaultOf = (fact: string, present: string | null) => {
    const mine = typedInstant(typed, fact);
    const was = fieldsOf(typed?.[wasName(fact)]);
    const touched = mine !== undefined && (mine.date !== was.date || mine.time !== was.time);
    return { defaultValue: touched ? mine : fieldsOf(present) };
  };
  return momentFacts.map((fact) => {
    const present = file.view.facts[fact];
    return (
      <Stack gap="small" key={fact}>
        <input type="hidden" name={wasName(fact)} value={present ?? ''} />
        <DateTimeField
          name={fact} label={t(`names.${fact}`)} help={t(`help.${fact}`)} dateLabel={t('date')} timeLabel={t('time')}
          {...defaultOf(fact, present)} {...errorOf(fact)}
        />
        <AnswerRecord file={file} fact={fact} present={present} />
      </Stack>
    );
  });
}

/** The other facts on which duties depend, each with one line of help and the duty that waits for it. */
export function OtherFactsCard({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.questions');
  const words = useAnswerWords();
  const settles = useSettles(file);
  const { view, may } = file;
  const nameOf = (name: string) => t(`names.${[...plainNames, ...momentFacts].find((one) => one === name) ?? 'loss'}`);
  const labels = { ...Object.fromEntries([...plainNames, ...momentFacts].map((name) => [name, nameOf(name)])), reason: t('reason') };
  const { title, errors, errorOf, typed, code } = useProblem(refused, 'others', labels);
  const present = Object.fromEntries(plainNames.map((fact) => [fact, tickedAnswer(view, fact)]));
  const { values, changes } = typed ? mergeTyped(plainNames, typed, present) : { values: present as Record<string, string>, changes: [] };
  const conflict = code === 'conflict';
  return (
    <Card title={t('title')} id="faits">
      <p className="secondary">{t('lead')}</p>
      {conflict && <ConflictNotice of={refused} changes={changes} nameOf={nameOf} valueOf={(name, value) => (value === '' ? t('unanswered') : words(name, value))} />}
      <Form method="post" className="form" key={`${view.version} ${code ?? ''}`}>
        {!conflict && <ErrorSummary title={title} errors={errors} />}
        <input type="hidden" name="intent" value="others" />
        <input type="hidden" name="key" value={`${file.key} others`} />
        <input type="hidden" name="version" value={view.version} />
        <Columns ratio="even" align="start">
          {otherGroups.map((group) => (
            <Stack key={group.key}>
              <h3>{t(`groups.${group.key}`)}</h3>
              {group.facts.map((fact) => (
                <Stack gap="small" key={fact}>
                  <input type="hidden" name={wasName(fact)} value={present[fact]} />
                  <AnswerField name={fact} label={t(`names.${fact}`)} help={settles(fact, t(`help.${fact}`))} defaultValue={values[fact] ?? ''} disabled={!may.qualify} {...errorOf(fact)} />
                  <AnswerRecord file={file} fact={fact} present={view.facts[fact]} />
                </Stack>
              ))}
            </Stack>
          ))}
          <Stack>
            <h3>{t('groups.risk')}</h3>
            <input type="hidden" name={wasName('riskToPersons')} value={present['riskToPersons']} />
            <ChoiceGroup
              name="riskToPersons" label={t('names.riskToPersons')} help={settles('riskToPersons', t('help.riskToPersons'))} defaultValue={values['riskToPersons'] ?? ''}
              choices={riskLevels.map((value) => ({ value, label: t(`risk.${value}`) }))} {...errorOf('riskToPersons')}
            />
            <AnswerRecord file={file} fact="riskToPersons" present={view.facts.riskToPersons} />
          </Stack>
          <Stack>
            <h3>{t('groups.moments')}</h3>
            <Moments file={file} typed={typed} errorOf={errorOf} />
          </Stack>
        </Columns>
        {may.qualify && (
          <>
            <TextField name="reason" label={t('reason')} help={t('reasonHelp')} maxLength={2000} defaultValue={typed?.['reason']} {...errorOf('reason')} />
            <FormActions>
              <Button variant="primary">{t('save')}</Button>
            </FormActions>
          </>
        )}
      </Form>
    </Card>
  );
}
