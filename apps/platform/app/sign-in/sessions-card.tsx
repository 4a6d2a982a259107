import { Form } from 'react-router';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatInstant } from '../ground/dates.ts';
import { StateBadge } from '../ui/badge.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ItemList } from '../ui/item-list.tsx';
import type { SessionLine } from './session.server.ts';

/** How a session is told to its owner. */
export function useSessionWords() {
  const t = useTranslations('signIn.account');
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  const instant = (at: Date) => formatInstant(at, locale, timeZone);
  return {
    instant,
    device: (session: SessionLine) => session.device || t('sessionUnknown'),
    detail: (session: SessionLine) => t('sessionSeen', { seen: instant(session.lastSeenAt), origin: session.origin, opened: instant(session.createdAt) }),
  };
}

/** The open sessions of a person, each with the way to end it. */
export function SessionsCard({ sessions }: { sessions: readonly SessionLine[] }) {
  const t = useTranslations('signIn.account');
  const { instant, device, detail } = useSessionWords();
  const items = sessions.map((session) => ({
    key: session.id,
    title: device(session),
    state: session.current ? <StateBadge tone="info">{t('sessionCurrent')}</StateBadge> : undefined,
    detail: detail(session),
    action: session.current ? undefined : (
      <Form method="post">
        <input type="hidden" name="intent" value="session" />
        <input type="hidden" name="id" value={session.id} />
        <Button size="small" aria-label={t('sessionRevoke', { device: device(session), seen: instant(session.lastSeenAt) })}>{t('sessionRevokeShort')}</Button>
      </Form>
    ),
  }));
  const others = sessions.length > 1 && <ButtonLink size="small" href="/compte/securite/sessions">{t('sessionRevokeOthers')}</ButtonLink>;
  return (
    <Card title={t('sessionsTitle')} footer={others}>
      <ItemList items={items} />
    </Card>
  );
}
