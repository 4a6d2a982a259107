import { TLP } from '@hygie/incident-exchange';
import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { Notice } from '../../../ui/notice.tsx';
import { readDocumentRefusal } from './document-refusal.ts';
import type { FilePage } from './file-page.server.ts';
import { useReader } from './use-reader.ts';

/** Says why a document was not handed over, and what to do. */
export function RefusedDocument({ file: { view } }: { file: FilePage }) {
  const t = useTranslations('incidents.file.refusedDocument');
  const { locale } = useReader();
  const [query] = useSearchParams();
  const refusal = readDocumentRefusal(query);
  if (!refusal) return null;
  const tlp = TLP[view.tlp as keyof typeof TLP];
  const help = refusal.why === 'sharing' && view.tlp === 'red' ? t('redHelp') : t(`${refusal.why}Help`);
  return (
    <Notice tone="danger" announced title={t('title')}>
      <p>{refusal.why === 'sharing' ? t('sharing', { mark: tlp.label, forbids: tlp.forbids[locale].replace(/^./u, (first) => first.toLowerCase()) }) : t(refusal.why)}</p>
      {refusal.asked && <p>{t('asked', { document: t(`documents.${refusal.asked}`) })}</p>}
      <p>{help}</p>
    </Notice>
  );
}
