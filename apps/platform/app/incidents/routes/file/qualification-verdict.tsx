import { explain } from '@hygie/obligations';
import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { isPresumed, levelKey } from '../../incident.ts';
import type { FilePage } from './file-page.server.ts';
import { useReader } from './use-reader.ts';

/** What the answers lead to, in plain words, with each reason. The law gives no figure: neither do we. */
export function VerdictCard({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.verdict');
  const words = useTranslations('incidents');
  const { locale } = useReader();
  const { test, view } = file;
  const level = levelKey({ level: test.level, state: view.state });
  const tone = test.mustDeclare === 'yes' ? 'danger' : test.mustDeclare === 'no' ? 'done' : 'info';
  return (
    <Card title={t('title')} tone={tone} aside={level && <StateBadge tone="danger">{words(level)}</StateBadge>}>
      <p><strong>{t(test.mustDeclare)}</strong> {test.mustDeclare !== 'yes' && test.recommended && t('recommended')}</p>
      {isPresumed(view.state) && file.unanswered > 0 && <p className="secondary">{t('presumed', { count: file.unanswered })}</p>}
      <ul>
        {test.because.map((reason) => <li key={JSON.stringify(reason)}>{explain(reason, locale)}</li>)}
      </ul>
      {test.missing.length > 0 && <p className="secondary">{t('missing', { count: test.missing.length })}</p>}
    </Card>
  );
}
