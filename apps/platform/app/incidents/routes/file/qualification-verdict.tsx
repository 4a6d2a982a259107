import { explain } from '@hygie/obligations';
import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import type { FilePage } from './file-page.server.ts';
import { useReader } from './use-reader.ts';

/** What the answers lead to, in plain words, with each reason. The law gives no figure: neither do we. */
export function VerdictCard({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.verdict');
  const words = useTranslations('incidents.levels');
  const { locale } = useReader();
  const { test } = file;
  const tone = test.mustDeclare === 'yes' ? 'danger' : test.mustDeclare === 'no' ? 'done' : 'info';
  return (
    <Card title={t('title')} tone={tone} aside={test.level && <StateBadge tone="danger">{words(test.level)}</StateBadge>}>
      <p><strong>{t(test.mustDeclare)}</strong> {test.mustDeclare !== 'yes' && test.recommended && t('recommended')}</p>
      <ul>
        {test.because.map((reason) => <li key={JSON.stringify(reason)}>{explain(reason, locale)}</li>)}
      </ul>
      {test.missing.length > 0 && <p className="secondary">{t('missing', { count: test.missing.length })}</p>}
    </Card>
  );
}
