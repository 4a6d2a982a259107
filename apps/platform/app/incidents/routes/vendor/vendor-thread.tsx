import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { Thread } from '../../../ui/thread.tsx';
import { defangText } from '../../defang-text.ts';
import type { readVendor } from '../../vendor.server.ts';
import { useReader } from '../file/use-reader.ts';

type Correspondence = Awaited<ReturnType<typeof readVendor>>;
type Message = Correspondence['messages'][number];

/** Letters, answers and notes, in order, each with what it is; and the documents of the vendor. */
export function VendorThread({ number, messages, attachments }: { number: string } & Pick<Correspondence, 'messages' | 'attachments'>) {
  const t = useTranslations('incidents.vendor');
  const reader = useReader();
  const nature = ({ from, sent, author }: Message) => (from === 'noted' ? t('notedMark', { author }) : from === 'us' ? t(sent ? 'sentMark' : 'internalMark') : '');
  const waits = ({ answerDueAt, answeredAt }: Message) => {
    if (answerDueAt === null) return null;
    if (answeredAt !== null) return <StateBadge tone="done">{t('answered')}</StateBadge>;
    const late = reader.until(answerDueAt) < 0;
    return <StateBadge tone={late ? 'warning' : 'info'}>{t(late ? 'late' : 'due', { date: reader.instant(answerDueAt) })}</StateBadge>;
  };
  return (
    <Card title={t('thread')}>
      {messages.length === 0 && <p>{t('noneYet')}</p>}
      {messages.length > 0 && (
        <Thread
          messages={messages.map((message) => ({
            key: message.id,
            author: message.from === 'us' ? message.author : t('vendorSays', { author: message.from === 'noted' ? t('name') : message.author }),
            at: { iso: new Date(message.at).toISOString(), text: reader.instant(message.at) },
            body: (
              <>
                <p>{defangText(message.body)}</p>
                {nature(message) && <p className="secondary">{nature(message)}</p>}
                {waits(message)}
              </>
            ),
          }))}
        />
      )}
      {attachments.length > 0 && (
        <>
          <h3>{t('files')}</h3>
          <ul>{attachments.map((file) => <li key={file.id}><Anchor href={`/incidents/${number}/pieces/${file.id}`} document download>{file.name}</Anchor></li>)}</ul>
        </>
      )}
    </Card>
  );
}
