import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { FileField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { ItemList } from '../../../ui/item-list.tsx';
import { authorIn } from '../../stored-words.ts';
import type { FilePage } from './file-page.server.ts';
import type { Paged } from './overview-pages.ts';
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
export function DocumentsCard({ file, paged, refused }: { file: FilePage; paged: Paged<FilePage['view']['attachments'][number]>; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.documents');
  const reader = useReader();
  const { view, may } = file;
  return (
    <Card title={t('title')} id="documents">
      {paged.items.length === 0 ? (
        <p className="secondary">{t('none')}</p>
      ) : (
        <ItemList
          items={paged.items.map((one) => ({
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
      {(paged.older || paged.newer) && (
        <Pager
          label={t('pages')} summary={t('range', { from: paged.from, to: paged.to, total: paged.total })}
          {...(paged.older ? { previous: { href: paged.older, label: t('older') } } : {})} {...(paged.newer ? { next: { href: paged.newer, label: t('newer') } } : {})}
        />
      )}
      {may.attach && <AttachForm file={file} refused={refused} />}
    </Card>
  );
}
