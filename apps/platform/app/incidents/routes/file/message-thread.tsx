import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../ui/badge.tsx';
import { Thread } from '../../../ui/thread.tsx';
import { defangText } from '../../defang-text.ts';
import { authorIn } from '../../stored-words.ts';
import type { FileMessage } from '../../file-view.server.ts';
import { useReader } from './use-reader.ts';

/** Messages with their author's side, and what is awaited of whom. */
export function MessageThread({ messages }: { messages: readonly FileMessage[] }) {
  const t = useTranslations('incidents.file.exchanges');
  const reader = useReader();
  const mark = (message: FileMessage) => {
    if (message.answerDueAt === null) return null;
    if (message.answeredAt !== null) return <StateBadge tone="done">{t('answered')}</StateBadge>;
    const late = reader.until(message.answerDueAt) < 0;
    return <StateBadge tone={late ? 'warning' : 'info'}>{t(late ? 'answerLate' : 'answerAwaited', { date: reader.instant(message.answerDueAt) })}</StateBadge>;
  };
  return (
    <Thread
      messages={messages.map((message) => ({
        key: message.id,
        author: message.side === 'vendor' ? t('notedBy', { author: message.author }) : `${authorIn(message.author, reader.locale) || t('anonymous')} (${t(`sides.${message.side}`)})`,
        at: { iso: new Date(message.createdAt).toISOString(), text: reader.instant(message.createdAt) },
        body: (
          <>
            <p>{defangText(message.body)}</p>
            {mark(message)}
          </>
        ),
        ...(message.audience === 'internal' ? { internal: <StateBadge tone="neutral">{t('internalMark')}</StateBadge> } : {}),
      }))}
    />
  );
}
