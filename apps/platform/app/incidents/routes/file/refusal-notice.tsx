import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { Notice } from '../../../ui/notice.tsx';
import type { Refused } from './posted.ts';

/**
 * A notice that answers a refused form from another place than its fields: it takes the focus, which brings it into view
 * (`autofocus` without JavaScript, an effect with it). `of`: what was refused, so that a second refusal calls again.
 */
export function RefusalNotice({ of, title, children }: { of: unknown; title: ReactNode; children?: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), [of]);
  return (
    <div ref={ref} tabIndex={-1} autoFocus data-refusal>
      <Notice tone="warning" title={title} announced>{children}</Notice>
    </div>
  );
}

/** The session ended while the form was being filled in: what was typed stands in it still, and can be sent again. */
export function SignedOutNotice({ refused }: { refused: Refused | { problem: Refused['problem'] } | undefined }) {
  const t = useTranslations('incidents.file.signedOut');
  const { pathname, search } = useLocation();
  if (refused?.problem.code !== 'sign_in_required') return null;
  return (
    <RefusalNotice of={refused} title={t('title')}>
      <p>{t('help')}</p>
      <p><a href={`/connexion?suite=${encodeURIComponent(pathname + search)}`} target="_blank" rel="noopener">{t('signIn')}</a></p>
    </RefusalNotice>
  );
}
