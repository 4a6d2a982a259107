import { EXCEPTIONAL_QUESTION, LEGAL_QUESTIONS } from '@hygie/obligations';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { Stack } from '../../../ui/layout.tsx';
import { AnswerField } from './answer-field.tsx';
import { AnswerRecord, useAnswerWords } from './answer-record.tsx';
import { legalFacts, tickedAnswer } from './answers.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import type { FilePage } from './file-page.server.ts';
import { mergeTyped, wasName } from './merge.ts';
import type { Refused } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';

function useQuestions() {
  const t = useTranslations('incidents.file.legal');
  const { locale } = useReader();
  return [
    ...LEGAL_QUESTIONS.map((one, index) => ({ fact: one.key, text: `${index + 1}. ${one.text[locale]}`, article: one.article, reason: t('reason') })),
    { fact: 'exceptional' as const, text: EXCEPTIONAL_QUESTION.text[locale], article: EXCEPTIONAL_QUESTION.article, reason: t('reasonOfNo') },
  ];
}

/** The five questions of the law, and the one apart that overturns what they say, each with its answer, its author, its time and its reason. */
export function LegalTestCard({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.legal');
  const words = useAnswerWords();
  const questions = useQuestions();
  const { view, may } = file;
  const labels = Object.fromEntries(questions.flatMap(({ fact, text, reason }) => [[fact, text], [`${fact}.reason`, reason]]));
  const ids = Object.fromEntries(questions.map(({ fact }) => [`${fact}.reason`, `field-reason.${fact}`]));
  const { title, errors, errorOf, typed, code } = useProblem(refused, 'legal', labels, ids);
  const present = Object.fromEntries(legalFacts.map((fact) => [fact, tickedAnswer(view, fact)]));
  const { values, changes } = typed ? mergeTyped(legalFacts, typed, present) : { values: present as Record<string, string>, changes: [] };
  const conflict = code === 'conflict';
  return (
    <Card title={t('title')}>
      <p className="secondary">{t('lead')}</p>
      {conflict && <ConflictNotice of={refused} changes={changes} nameOf={(name) => labels[name] ?? name} valueOf={(name, value) => (value === '' ? t('unanswered') : words(name, value))} />}
      <Form method="post" className="form" key={`${view.version} ${code ?? ''}`}>
        {!conflict && <ErrorSummary title={title} errors={errors} />}
        <input type="hidden" name="intent" value="legal" />
        <input type="hidden" name="key" value={`${file.key} legal`} />
        <input type="hidden" name="version" value={view.version} />
        {questions.map(({ fact, text, article, reason }) => (
          <Stack gap="small" key={fact}>
            {fact === 'exceptional' && <><h3>{t('exceptionalTitle')}</h3><p className="secondary">{t('exceptionalLead')}</p></>}
            <input type="hidden" name={wasName(fact)} value={present[fact]} />
            <AnswerField name={fact} label={text} help={article} defaultValue={values[fact] ?? ''} disabled={!may.qualify} {...errorOf(fact)} />
            <AnswerRecord file={file} fact={fact} present={view.facts[fact]} />
            {may.qualify && (
              <TextField
                name={`reason.${fact}`} label={reason} maxLength={2000} defaultValue={typed?.[`reason.${fact}`]} {...errorOf(`${fact}.reason`)}
              />
            )}
          </Stack>
        ))}
        {may.qualify && (
          <FormActions>
            <Button variant="primary">{t('save')}</Button>
          </FormActions>
        )}
      </Form>
    </Card>
  );
}
