import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../../ui/button.tsx';
import { FileField } from '../../../../ui/field.tsx';
import { ItemList } from '../../../../ui/item-list.tsx';
import { Stack } from '../../../../ui/layout.tsx';
import type { RefusedFile } from '../../../upload.server.ts';

/** A file of a draft, as its author sees it. */
export interface JoinedFile {
  id: string;
  name: string;
  size: number;
  sha256: string;
}

// Said by the browser before 26 MB are sent for nothing; the server refuses them anyway.
const maxFileBytes = 25 * 1024 * 1024;
const accepted = '.png,.jpg,.jpeg,.gif,.webp,.bmp,.tif,.tiff,.heic,.avif,.pdf,.rtf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.txt,.log,.csv,.json,.xml,.eml,.msg,.md,.zip';

/** Says in words why files were refused. */
export function useRefusedText(): (file: RefusedFile) => string {
  const t = useTranslations('incidents.declare.attachments.refused');
  return ({ name, problem }) => t(problem, { name });
}

/** Field and button that join one file; the form is `multipart/form-data`. */
export function AttachmentField({ errors }: { errors: readonly string[] }) {
  const t = useTranslations('incidents.declare');
  const box = useRef<HTMLDivElement>(null);
  const [tooLarge, setTooLarge] = useState('');
  useEffect(() => {
    const field = box.current?.querySelector('input');
    if (!field) return;
    const check = () => {
      const file = field.files?.[0];
      if (!file || file.size <= maxFileBytes) return setTooLarge('');
      setTooLarge(file.name);
      field.value = '';
    };
    field.addEventListener('change', check);
    return () => field.removeEventListener('change', check);
  }, []);
  const error = tooLarge ? t('attachments.refused.too_large', { name: tooLarge }) : errors.join(' ') || undefined;
  return (
    <div ref={box} className="stack" data-gap="small">
      <FileField name="piece" label={t('attachments.field')} help={t('attachments.fieldHelp')} error={error} accept={accepted} />
      <div>
        <Button name="go" value="attach">{t('actions.attach')}</Button>
      </div>
    </div>
  );
}

/** The files of a draft, each with its digest and the way to take it out, and one more. */
export function Attachments({ files, errors }: { files: readonly JoinedFile[]; errors: readonly string[] }) {
  const t = useTranslations('incidents.declare');
  return (
    <section aria-labelledby="attachments" className="stack">
      <Stack gap="small">
        <h2 id="attachments">{t('attachments.title')}</h2>
        <p className="field-help">{t('attachments.help')}</p>
      </Stack>
      {files.length === 0 && <p>{t('attachments.none')}</p>}
      {files.length > 0 && <ItemList
        items={files.map(({ id, name, size, sha256 }) => ({
          key: id,
          title: name,
          detail: `${t('followUp.size', { size: Math.ceil(size / 1024) })} · ${t('attachments.digest', { digest: `${sha256.slice(0, 16)}…` })}`,
          action: (
            <Button name="go" value={`detach:${id}`} size="small" variant="quiet" aria-label={t('actions.detach', { name })}>
              {t('actions.detachShort')}
            </Button>
          ),
        }))}
      />}
      <AttachmentField errors={errors} />
    </section>
  );
}
