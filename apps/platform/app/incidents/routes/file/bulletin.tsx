import { TLP, TLP_LEVELS } from '@hygie/incident-exchange';
import { Form, redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { attempt } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { type Tlp, TlpMark } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { Prose, Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { defangText } from '../../defang-text.ts';
import { draftBulletin, reviseBulletin } from '../../close.server.ts';
import type { Route } from './+types/bulletin';
import { ConflictNotice } from './conflict-notice.tsx';
import { useFile } from './file-context.ts';
import type { FilePage } from './file-page.server.ts';
import { mergeTyped, wasName } from './merge.ts';
import { readPosted, type Refused } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';
import { SignedOutNotice } from './refusal-notice.tsx';
import { type FileAnswer, whenSignedOut } from './signed-out.server.ts';

/** Drafts a bulletin from the file, or rewrites one. */
export async function action({ context, params, request }: Route.ActionArgs): Promise<FileAnswer> {
  const signedOut = await whenSignedOut(context, request, (posted) => `${posted.intent} ${posted.text('id')}`.trim());
  if (signedOut) return signedOut;
  const { platform, signedIn } = requireSignedIn(context);
  const posted = readPosted(await request.formData());
  const { number } = params;
  const { text, intent, key } = posted;
  const outcome = await attempt<unknown>(() =>
    intent === 'draft'
      ? run(platform, signedIn.actor, draftBulletin, { number, tlp: text('tlp') }, key)
      : run(platform, signedIn.actor, reviseBulletin, { number, id: text('id'), version: posted.number('version'), title: text('title'), body: text('body') }, key),
  );
  if (outcome.problem) return { intent: `${intent} ${text('id')}`.trim(), problem: outcome.problem, typed: posted.typed };
  throw redirect(`/incidents/${encodeURIComponent(number)}/bulletin?fait=1`);
}

type Bulletin = FilePage['view']['bulletins'][number];

function DraftForm({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.bulletin');
  const { locale } = useReader();
  const { title, errors, errorOf, typed } = useProblem(refused, 'draft', { tlp: 'TLP' });
  return (
    <Card title={t('draftTitle')}>
      <p>{t('draftLead')}</p>
      <Form method="post" className="form">
        <ErrorSummary title={title} errors={errors} />
        <input type="hidden" name="intent" value="draft" />
        <input type="hidden" name="key" value={`${file.key} draft`} />
        <SelectField
          name="tlp" label={t('tlp')} help={t('tlpHelp')} defaultValue={typed?.['tlp'] ?? file.view.tlp} {...errorOf('tlp')}
          options={TLP_LEVELS.map((level) => ({ value: level, label: `${TLP[level].label} : ${TLP[level].meaning[locale]}` }))}
        />
        <FormActions>
          <Button variant="primary">{t('draft')}</Button>
        </FormActions>
      </Form>
    </Card>
  );
}

function ReviseForm({ file, bulletin, refused }: { file: FilePage; bulletin: Bulletin; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.bulletin');
  const intent = `revise ${bulletin.id}`;
  const ids = { title: `field-title-${bulletin.id}`, body: `field-body-${bulletin.id}` };
  const labels: Record<string, string> = { title: t('title'), body: t('body') };
  const { title, errors, errorOf, typed, code } = useProblem(refused, intent, labels, ids);
  const present = { title: bulletin.title, body: bulletin.body };
  const { values, changes } = typed ? mergeTyped(['title', 'body'], typed, present) : { values: present as Record<string, string>, changes: [] };
  const conflict = code === 'conflict';
  return (
    <Disclosure summary={t('revise')} open={errors.length > 0}>
      {conflict && <ConflictNotice of={refused} changes={changes} nameOf={(name) => labels[name] ?? name} valueOf={(_, value) => value} />}
      <Form method="post" className="form" key={`${bulletin.version} ${code ?? ''}`}>
        {!conflict && <ErrorSummary title={title} errors={errors} />}
        <input type="hidden" name="intent" value="revise" />
        <input type="hidden" name="id" value={bulletin.id} />
        <input type="hidden" name="version" value={bulletin.version} />
        <input type="hidden" name="key" value={`${file.key} ${bulletin.id}`} />
        <input type="hidden" name={wasName('title')} value={bulletin.title} />
        <input type="hidden" name={wasName('body')} value={bulletin.body} />
        <TextField name="title" id={ids.title} label={t('title')} maxLength={200} required defaultValue={values['title']} {...errorOf('title')} />
        <TextArea name="body" id={ids.body} label={t('body')} help={t('bodyHelp')} rows={16} maxLength={40000} required defaultValue={values['body']} {...errorOf('body')} />
        <FormActions>
          <Button variant="primary">{t('save')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

/** Bulletins drafted from the file: what others may learn from it, without the names. */
export default function BulletinPage({ actionData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file.bulletin');
  const reader = useReader();
  const file = useFile();
  const { view, sees, may } = file;
  if (!sees.bulletin) return <EmptyState title={t('notSeen')} />;
  return (
    <Stack gap="large">
      <SignedOutNotice refused={actionData} />
      {view.bulletins.length > 0 && <Notice tone="warning" title={t('reread')}>{t('rereadHelp')}</Notice>}
      {view.bulletins.map((bulletin) => (
        <Card
          key={bulletin.id}
          title={bulletin.title}
          aside={<TlpMark level={bulletin.tlp.toUpperCase() as Tlp} meaning={TLP[bulletin.tlp as keyof typeof TLP].meaning[reader.locale]} />}
          footer={t('written', { author: bulletin.author, date: reader.instant(bulletin.createdAt), version: bulletin.version })}
        >
          <Prose><div className="message-body">{defangText(bulletin.body)}</div></Prose>
          {may.bulletin && <ReviseForm file={file} bulletin={bulletin} refused={actionData} />}
        </Card>
      ))}
      {view.bulletins.length === 0 && !may.bulletin && <EmptyState title={t('none')} />}
      {may.bulletin && <DraftForm file={file} refused={actionData} />}
    </Stack>
  );
}
