import { Form } from 'react-router';
import { useLocale, useTranslations } from 'use-intl';
import type { Problem } from '../../../ground/attempt.ts';
import { formatInstant } from '../../../ground/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { ItemList } from '../../../ui/item-list.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { FollowUpView } from '../../follow-up.server.ts';
import type { RefusedFile } from '../../upload.server.ts';
import { AttachmentField, useRefusedText } from './form/attachments.tsx';

/** Requests that still wait for the declarant. */
export function Awaited({ messages, timeZone, now }: { messages: FollowUpView['messages']; timeZone: string; now: string }) {
  const t = useTranslations('incidents.declare.followUp');
  const locale = useLocale();
  return messages.flatMap(({ id, author, answerDueAt, answeredAt }) =>
    answerDueAt === null || answeredAt !== null ? [] : [
      <Notice key={id} tone="warning" title={t('awaited')}>
        <p>
          {t('awaitedText', { author, date: formatInstant(answerDueAt, locale, timeZone) })}
          {new Date(answerDueAt).getTime() < Date.parse(now) ? ` (${t('late')})` : ''}
        </p>
        <p><a href="#field-text">{t('writeTitle')}</a></p>
      </Notice>,
    ],
  );
}

/** What more the declarant knows, or an answer. */
export function WriteForm({ formKey, text, problem }: { formKey: string; text: string; problem: Problem | null }) {
  const t = useTranslations('incidents.declare.followUp');
  const common = useTranslations('common');
  return (
    <Card title={t('writeTitle')}>
      <Form method="post" action="/suivi/dossier" reloadDocument noValidate className="form">
        <input type="hidden" name="key" value={formKey} />
        <TextArea name="text" label={t('text')} help={t('textHelp')} required maxLength={8_000} defaultValue={text} error={problem?.code === 'invalid_input' ? common(problem.fields.some((one) => one.problem === 'too_many') ? 'problems.too_many' : 'problems.required') : undefined} />
        <div>
          <Button variant="primary" name="go" value="complete">{t('send')}</Button>
        </div>
      </Form>
    </Card>
  );
}

/** Files that the declarant joined, to be saved, never shown; and one more while the file is open. */
export function OwnFiles({ formKey, files, open, refused }: { formKey: string; files: FollowUpView['attachments']; open: boolean; refused: readonly RefusedFile[] }) {
  const t = useTranslations('incidents.declare');
  const refusedText = useRefusedText();
  return (
    <Card title={t('followUp.attachTitle')}>
      {files.length === 0 && <p>{t('attachments.none')}</p>}
      {files.length > 0 && (
        <ItemList
          items={files.map(({ id, name, size }) => ({
            key: id,
            title: <Anchor href={`/suivi/pieces/${id}`} document download>{name}</Anchor>,
            detail: t('followUp.size', { size: Math.ceil(size / 1024) }),
          }))}
        />
      )}
      {open && (
        <Form method="post" action="/suivi/dossier" reloadDocument noValidate encType="multipart/form-data" className="form">
          <input type="hidden" name="key" value={formKey} />
          <AttachmentField errors={refused.map(refusedText)} />
        </Form>
      )}
    </Card>
  );
}

/** What happened to the file, in order. Only the last move names a structure: the one where the file stands. */
export function Steps({ steps, organisation }: { steps: FollowUpView['steps']; organisation: FollowUpView['organisation'] }) {
  const t = useTranslations('incidents.declare.followUp');
  const locale = useLocale();
  const lastMove = steps.findLast(({ kind }) => kind === 'moved')?.id;
  return (
    <Card title={t('stepsTitle')}>
      <DataTable
        caption={t('stepsCaption')}
        captionHidden
        rows={steps}
        rowKey={({ id }) => id}
        columns={[
          { key: 'when', header: t('when'), cell: ({ at }) => formatInstant(at, locale, organisation.timeZone) },
          { key: 'what', header: t('what'), cell: ({ id, kind }) => (id === lastMove ? t('movedTo', { organisation: organisation.name }) : t(`steps.${kind}`)), rowHeader: true },
        ]}
      />
    </Card>
  );
}
