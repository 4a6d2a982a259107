import { Form, redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { toFields } from '../../../ground/dates.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CheckField } from '../../../ui/choice.tsx';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { ItemList } from '../../../ui/item-list.tsx';
import { Narrow, Stack } from '../../../ui/layout.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { defangText } from '../../defang-text.ts';
import { close, reopen } from '../../close.server.ts';
import type { Route } from './+types/closing';
import { awaitedAnswers } from './awaited.ts';
import { openDuties } from '../../open-duties.ts';
import { DutyStatus } from './duty-status.tsx';
import { useFile } from './file-context.ts';
import type { FilePage } from './file-page.server.ts';
import { readPosted, type Refused, typedInstant } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from './signed-out.server.ts';

/** Closes the file with what was learnt, or reopens it with a reason. */
export async function action({ context, params, request }: Route.ActionArgs): Promise<FileAnswer> {
  const signedOut = await whenSignedOut(context, request);
  if (signedOut) return signedOut;
  const { platform, signedIn, timeZone } = requireSignedIn(context);
  const posted = readPosted(await request.formData());
  const { number } = params;
  const { text, intent, key } = posted;
  const measures = text('measures').split('\n').map((line) => line.trim()).filter(Boolean);
  const outcome = await attempt<unknown>(() =>
    intent === 'reopen'
      ? run(platform, signedIn.actor, reopen, { number, reason: text('reason') }, key)
      : run(platform, signedIn.actor, close, { number, version: posted.number('version'), cause: text('cause'), lessons: text('lessons'), measures, endedAt: posted.instant('endedAt', timeZone), leavesDuties: text('leavesDuties') === 'on' }, key),
  );
  if (outcome.problem) return { intent, problem: outcome.problem, typed: posted.typed };
  throw redirect(`/incidents/${encodeURIComponent(number)}/cloture?fait=1`);
}

/** What is still open and would be left behind: said, never refused, since only people know. */
function StillOpen({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.closing');
  const { view } = file;
  const answers = awaitedAnswers(file);
  if (answers === 0) return null;
  return (
    <Notice tone="warning" title={t('stillOpen')}>
      <p><Anchor href={`/incidents/${view.number}/echanges`}>{t('openAnswers', { count: answers })}</Anchor></p>
    </Notice>
  );
}

/** The duties that the closing leaves open, each with its clock: nothing of what the law asks ends with the file. */
function OpenDuties({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.closing');
  const { locale } = useReader();
  const { view } = file;
  const duties = openDuties(view.duties);
  if (duties.length === 0) return null;
  return (
    <Card title={t('dutiesTitle', { count: duties.length })} tone="warning">
      <p>{t(view.state === 'closed' ? 'dutiesTextClosed' : 'dutiesText')}</p>
      <ItemList
        items={duties.map((duty) => ({
          key: duty.id,
          title: <Anchor href={`/incidents/${view.number}/obligations#${duty.id}`}>{duty.title[locale]}</Anchor>,
          detail: <>{duty.addressee[locale]}<br /><DutyStatus duty={duty} /></>,
        }))}
      />
    </Card>
  );
}

function CloseForm({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.closing');
  const common = useTranslations('common');
  const reader = useReader();
  const labels = { cause: t('cause'), lessons: t('lessons'), measures: t('measures'), endedAt: t('endedAt'), leavesDuties: t('leavesDuties') };
  const { title, errors, errorOf, typed } = useProblem(refused, 'close', labels);
  const measuresError = refused?.problem.fields.find(({ field }) => field.startsWith('measures'));
  const ended = file.view.facts.endedAt;
  return (
    <Card title={t('closeTitle')}>
      <StillOpen file={file} />
      <Form method="post" className="form">
        <ErrorSummary title={title} errors={errors} />
        <input type="hidden" name="intent" value="close" />
        <input type="hidden" name="key" value={`${file.key} close`} />
        <input type="hidden" name="version" value={file.view.version} />
        <TextArea name="cause" label={t('cause')} help={t('causeHelp')} required maxLength={4000} rows={4} defaultValue={typed?.['cause'] ?? file.view.cause ?? ''} {...errorOf('cause')} />
        <TextArea name="lessons" label={t('lessons')} help={t('lessonsHelp')} mark={common('optional')} maxLength={8000} rows={4} defaultValue={typed?.['lessons'] ?? file.view.lessons ?? ''} {...errorOf('lessons')} />
        <TextArea
          name="measures" label={t('measures')} help={t('measuresHelp')} mark={common('optional')} rows={4} defaultValue={typed?.['measures']}
          {...(measuresError ? { error: t('measuresRefused') } : {})}
        />
        <DateTimeField
          name="endedAt" label={t('endedAt')} help={t('endedAtHelp', { zone: reader.zone })} mark={common('optional')} dateLabel={t('date')} timeLabel={t('time')}
          defaultValue={typedInstant(typed, 'endedAt', ended ? toFields(ended, reader.timeZone) : undefined)} {...errorOf('endedAt')}
        />
        {openDuties(file.view.duties).length > 0 && (
          <CheckField name="leavesDuties" label={t('leavesDuties')} required defaultChecked={typed?.['leavesDuties'] === 'on'} {...errorOf('leavesDuties')} />
        )}
        <FormActions note={t('closeNote')}>
          <Button variant="primary">{t('close')}</Button>
        </FormActions>
      </Form>
    </Card>
  );
}

function ReopenForm({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.closing');
  const { title, errors, errorOf, typed } = useProblem(refused, 'reopen', { reason: t('reopenReason') });
  return (
    <Card title={t('reopenTitle')}>
      <Form method="post" className="form">
        <ErrorSummary title={title} errors={errors} />
        <input type="hidden" name="intent" value="reopen" />
        <input type="hidden" name="key" value={`${file.key} reopen`} />
        <TextArea name="reason" label={t('reopenReason')} help={t('reopenHelp')} required maxLength={2000} defaultValue={typed?.['reason']} {...errorOf('reason')} />
        <FormActions>
          <Button>{t('reopen')}</Button>
        </FormActions>
      </Form>
    </Card>
  );
}

function Learnt({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.closing');
  const reader = useReader();
  const { view } = file;
  return (
    <Card title={t('learnt')} tone="done">
      <DescriptionList
        items={[
          { key: 'closed', term: t('closedAt'), value: view.closedAt ? reader.instant(view.closedAt) : t('notSaid') },
          { key: 'ended', term: t('endedAt'), value: view.facts.endedAt ? reader.instant(view.facts.endedAt) : t('notSaid') },
          { key: 'cause', term: t('cause'), value: <span className="message-body">{defangText(view.cause ?? '')}</span> },
          { key: 'lessons', term: t('lessons'), value: <span className="message-body">{defangText(view.lessons ?? '') || t('notSaid')}</span> },
          { key: 'measures', term: t('measures'), value: view.measures.length === 0 ? t('notSaid') : <ul>{view.measures.map((one) => <li key={one.id}>{one.title}</li>)}</ul> },
        ]}
      />
      <p><Anchor href="/mesures">{t('allMeasures')}</Anchor></p>
    </Card>
  );
}

/** The end of the file: cause, lessons, measures wished for. */
export default function Closing({ actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file.closing');
  const file = useFile();
  const { view, may, sees } = file;
  if (!sees.closing) return <EmptyState title={t('notSeen')} />;
  return (
    <Stack gap="large">
      <SignedOutNotice refused={actionData} />
      {view.state === 'closed' && <Learnt file={file} />}
      {(may.close || view.state === 'closed') && <OpenDuties file={file} />}
      {(may.close || may.reopen) && (
        <Narrow>
          {may.close && <CloseForm file={file} refused={actionData} />}
          {may.reopen && <ReopenForm file={file} refused={actionData} />}
        </Narrow>
      )}
      {view.state !== 'closed' && !may.close && (
        <EmptyState title={t(view.state === 'qualified' ? 'notYours' : 'notYet')}><p>{t(view.state === 'qualified' ? 'notYoursHelp' : 'notYetHelp')}</p></EmptyState>
      )}
    </Stack>
  );
}
