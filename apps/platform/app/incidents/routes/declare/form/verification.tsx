import { useTranslations } from 'use-intl';
import { Anchor } from '../../../../ui/link.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import type { StepPage, StepRefusal } from '../step-page.server.ts';
import { emergencyNumber } from '../../../emergency-phone.ts';
import { Attachments, useRefusedText } from './attachments.tsx';
import { Review } from './review.tsx';

/** The last reading, before anything leaves. */
export function Verification({ page, refusal }: { page: StepPage; refusal: StepRefusal | undefined }) {
  const t = useTranslations('incidents.declare.review');
  const refusedText = useRefusedText();
  const incomplete = page.review.filter(({ problems }) => problems.length > 0).length;
  return (
    <>
      {incomplete > 0 && <Notice tone="warning" title={t('incomplete', { count: incomplete })}>{t('incompleteText')}</Notice>}
      {!page.reachable && (
        <Notice tone="warning" title={t('noContactTitle')}>
          <p>{t('noContact', { number: emergencyNumber })}</p>
          <p><Anchor href={`/signaler/${page.kind}/declarant?relire`} document>{t('addContact')}</Anchor></p>
        </Notice>
      )}
      <Review kind={page.kind} review={page.review} />
      <Attachments files={page.attachments} errors={(refusal?.refused ?? []).map(refusedText)} />
      <p>{t(page.structure?.kind === 'unlisted' ? 'whatNextUnlisted' : 'whatNext')}</p>
    </>
  );
}
