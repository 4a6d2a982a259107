import { defang, INDICATOR_REFUSALS, INDICATOR_TYPES, INDICATOR_WARNINGS } from '@hygie/incident-exchange';
import { Form, redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { HygieError } from '../../../ground/errors.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { StateBadge } from '../../../ui/badge.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { Cluster, Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { defangText } from '../../defang-text.ts';
import { authorIn } from '../../stored-words.ts';
import { addIndicators, withdrawIndicator } from '../../work.server.ts';
import type { Route } from './+types/indicators';
import { useFile } from './file-context.ts';
import type { FilePage } from './file-page.server.ts';
import { readPosted, type Refused } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from './signed-out.server.ts';

/** Adds a pasted block of indicators, or withdraws one. */
export async function action({ context, params, request }: Route.ActionArgs): Promise<FileAnswer> {
  const signedOut = await whenSignedOut(context, request);
  if (signedOut) return signedOut;
  const { platform, signedIn } = requireSignedIn(context);
  const posted = readPosted(await request.formData());
  const { number } = params;
  const outcome = await attempt<unknown>(async () => {
    if (posted.intent === 'withdraw') return run(platform, signedIn.actor, withdrawIndicator, { number, id: posted.text('id') }, posted.key);
    const block = posted.text('block');
    if (block.trim() === '') throw new HygieError('invalid_input', { fields: [{ field: 'block', problem: 'required' }] });
    return run(platform, signedIn.actor, addIndicators, { number, block, comment: posted.text('comment') }, posted.key);
  });
  if (outcome.problem) return { intent: posted.intent, problem: outcome.problem, typed: posted.typed };
  throw redirect(`/incidents/${encodeURIComponent(number)}/indicateurs?fait=1`);
}

type Line = FilePage['view']['indicators'][number];

function defanged(line: Line): string {
  return defang({ type: line.type as keyof typeof INDICATOR_TYPES, value: line.value });
}

function Indicators({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.indicators');
  const reader = useReader();
  const warningOf = (line: Line) => (
    <>
      {line.bar !== null && <><StateBadge tone="warning">{t('notDetected')}</StateBadge><br /></>}
      {INDICATOR_WARNINGS[line.warning as keyof typeof INDICATOR_WARNINGS]?.[reader.locale]}
    </>
  );
  const withdraw = (line: Line) => (
    <Form method="post">
      <input type="hidden" name="intent" value="withdraw" />
      <input type="hidden" name="id" value={line.id} />
      <Button size="small" aria-label={t('withdrawOne', { value: defanged(line) })}>{t('withdraw')}</Button>
    </Form>
  );
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={file.view.indicators}
      rowKey={(line) => line.id}
      columns={[
        { key: 'value', header: t('value'), rowHeader: true, cell: (line) => <code>{defanged(line)}</code> },
        { key: 'type', header: t('type'), cell: (line) => INDICATOR_TYPES[line.type as keyof typeof INDICATOR_TYPES]?.[reader.locale] ?? line.type },
        { key: 'warning', header: t('warning'), cell: warningOf },
        { key: 'comment', header: t('comment'), cell: (line) => defangText(line.comment) },
        { key: 'author', header: t('author'), cell: (line) => `${authorIn(line.author, reader.locale)} · ${reader.day(line.createdAt)}` },
        ...(file.may.indicators ? [{ key: 'act', header: t('act'), cell: withdraw }] : []),
      ]}
    />
  );
}

/** Refusals come as `block.3` with a code of the reader of indicators: shown with the number of the line. */
function useLineErrors(refused: Refused | undefined) {
  const t = useTranslations('incidents.file.indicators');
  const { locale } = useReader();
  const fields = refused?.intent === 'add' ? refused.problem.fields : [];
  return fields.flatMap(({ field, problem }) => {
    const line = /^block\.(\d+)$/.exec(field)?.[1];
    const words = INDICATOR_REFUSALS[problem as keyof typeof INDICATOR_REFUSALS]?.[locale];
    return line && words ? [t('line', { line, words })] : [];
  });
}

function PasteForm({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.indicators');
  const common = useTranslations('common');
  const lines = useLineErrors(refused);
  const { title, errors, errorOf, typed } = useProblem(refused, 'add', { block: t('block'), comment: t('comment') });
  const shown = lines.length > 0 ? lines.map((message) => ({ name: 'block', message })) : errors;
  const blockError = lines.length > 0 ? { error: t('nothingAdded') } : errorOf('block');
  return (
    <Card title={t('add')}>
      <Form method="post" className="form" key={file.view.indicators.length}>
        <ErrorSummary title={title} errors={shown} />
        <input type="hidden" name="intent" value="add" />
        <input type="hidden" name="key" value={`${file.key} add`} />
        <TextArea name="block" label={t('block')} help={t('blockHelp')} rows={8} required spellCheck={false} defaultValue={typed?.['block']} {...blockError} />
        <TextField name="comment" label={t('comment')} help={t('commentHelp')} mark={common('optional')} maxLength={500} defaultValue={typed?.['comment']} {...errorOf('comment')} />
        <FormActions>
          <Button variant="primary">{t('addThem')}</Button>
        </FormActions>
      </Form>
    </Card>
  );
}

/** Indicators of compromise, written so that nothing turns them into links. */
export default function IndicatorsPage({ actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file.indicators');
  const file = useFile();
  const { title, errors } = useProblem(actionData, 'withdraw', {});
  if (!file.sees.indicators) return <EmptyState title={t('notSeen')} />;
  const { indicators, number } = file.view;
  const barred = indicators.filter((one) => one.bar !== null).length;
  const base = `/incidents/${number}/export`;
  const leaves = file.may.export && file.view.tlp !== 'red';
  return (
    <Stack gap="large">
      <SignedOutNotice refused={actionData} />
      <ErrorSummary title={title} errors={errors} />
        <Card title={t('title')}>
          {indicators.length === 0 ? <EmptyState title={t('none')}><p>{t('noneHelp')}</p></EmptyState> : <Indicators file={file} />}
          {barred > 0 && <Notice tone="info" title={t('notDetectedCount', { count: barred })}>{t('notDetectedText')}</Notice>}
          {indicators.length > 0 && (
            <Cluster>
              {leaves && <ButtonLink size="small" href={`${base}/misp`} document>{t('misp')}</ButtonLink>}
              {leaves && <ButtonLink size="small" href={`${base}/stix`} document>{t('stix')}</ButtonLink>}
              <CopyButton text={indicators.map(defanged).join('\n')} label={t('copy')} copiedLabel={t('copied')} failedLabel={t('copyFailed')} />
            </Cluster>
          )}
        </Card>
        {file.may.indicators && <PasteForm file={file} refused={actionData} />}
    </Stack>
  );
}
