import { Form } from 'react-router';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatInstant } from '../ground/dates.ts';
import { StateBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ItemList } from '../ui/item-list.tsx';
import type { SessionLine } from './session.server.ts';

/** The open sessions of a person, each with the way to end it. */
export function SessionsCard({ sessions }: { sessions: readonly SessionLine[] }) {
  const t = useTranslations('signIn.account');
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  const instant = (at: Date) => formatInstant(at, locale, timeZone);
  const items = sessions.map((session) => {
    const device = session.device || t('sessionUnknown');
    return {
      key: session.id,
      title: device,
      state: session.current ? <StateBadge tone="info">{t('sessionCurrent')}</StateBadge> : undefined,
      detail: t('sessionSeen', { seen: instant(session.lastSeenAt), origin: session.origin, opened: instant(session.createdAt) }),
      action: session.current ? undefined : (
        <Form method="post">
          <input type="hidden" name="intent" value="session" />
          <input type="hidden" name="id" value={session.id} />
          <Button size="small" aria-label={t('sessionRevoke', { device, seen: instant(session.lastSeenAt) })}>{t('sessionRevokeShort')}</Button>
        </Form>
      ),
    };
  });
  const others = sessions.length > 1 && (
    <Form method="post">
      <input type="hidden" name="intent" value="others" />
      <Button size="small">{t('sessionRevokeOthers')}</Button>
    </Form>
  );
  return (
    <Card title={t('sessionsTitle')} footer={others}>
      <ItemList items={items} />
    </Card>
  );
}
