import { useLocale, useTranslations } from 'use-intl';
import { formatInstant } from '../../../ground/dates.ts';
import { Card } from '../../../ui/card.tsx';
import { Thread } from '../../../ui/thread.tsx';
import { defangText } from '../../defang-text.ts';
import type { FollowUpView } from '../../follow-up.server.ts';
import { authorIn } from '../../stored-words.ts';

/** The thread between the declarant and those who follow the file. */
export function FollowUpThread({ messages, timeZone }: { messages: FollowUpView['messages']; timeZone: string }) {
  const t = useTranslations('incidents.declare.followUp');
  const locale = useLocale();
  return (
    <Card title={t('threadTitle')}>
      {messages.length === 0 && <p>{t('noMessages')}</p>}
      {messages.length > 0 && <Thread
        messages={messages.map(({ id, mine, author, body, at, answerDueAt, answeredAt }) => ({
          key: id,
          author: mine ? t('you') : authorIn(author, locale),
          at: { iso: new Date(at).toISOString(), text: formatInstant(at, locale, timeZone) },
          body: (
            <>
              <p>{defangText(body)}</p>
              {answerDueAt && <p className="secondary">{t('due', { date: formatInstant(answerDueAt, locale, timeZone) })} {answeredAt ? t('answered') : ''}</p>}
            </>
          ),
        }))}
      />}
    </Card>
  );
}
