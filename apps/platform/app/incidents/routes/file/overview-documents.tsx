import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { FileField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { ItemList } from '../../../ui/item-list.tsx';
import { authorIn } from '../../stored-words.ts';
import type { FilePage } from './file-page.server.ts';
import { sizeInWords } from './labels.ts';
import type { Refused } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';

function AttachForm({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.documents');
  const { title, errors, errorOf } = useProblem(refused, 'attach', { files: t('join') });
  return (
    <Form method="post" action={`/incidents/${file.view.number}?index`} encType="multipart/form-data" className="form">
      <input type="hidden" name="key" value={`${file.key} attach`} />
      <ErrorSummary title={title} errors={errors} />
      <FileField name="files" label={t('join')} help={t('joinHelp')} multiple required {...errorOf('files')} />
      <FormActions>
        <Button>{t('send')}</Button>
      </FormActions>
    </Form>
  );
}

/** Documents joined to the file, with the digest that proves they did not change. */
export function DocumentsCard({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.documents');
  const reader = useReader();
  const { view, may } = file;
  return (
    <Card title={t('title')} id="documents">
      {view.attachments.length === 0 ? (
        <p className="secondary">{t('none')}</p>
      ) : (
        <ItemList
          items={view.attachments.map((one) => ({
            key: one.id,
            title: <Anchor href={`/incidents/${view.number}/pieces/${one.id}`} document>{one.name}</Anchor>,
            detail: (
              <>
                {`${sizeInWords(one.size, reader.locale)} · ${authorIn(one.author, reader.locale)} · ${reader.instant(one.createdAt)}`}
                <br />
                <abbr title={t('digest')}>SHA-256</abbr> <code>{one.sha256}</code>
              </>
            ),
          }))}
        />
      )}
      {may.attach && <AttachForm file={file} refused={refused} />}
    </Card>
  );
}
