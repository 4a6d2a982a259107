import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../ui/badge.tsx';
import { Deadline } from '../../../ui/deadline.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { type Column, DataTable } from '../../../ui/table.tsx';
import type { QueueLine } from '../../queue.server.ts';
import { levelKey } from '../../incident.ts';
import { titleIn } from '../../stored-words.ts';
import { stateTones, termTone, urgencyOfLine, wordsOfDuty } from './labels.ts';
import { queueHref } from './queue-address.ts';
import type { QueuePage } from './queue-page.server.ts';
import { useReader } from './use-reader.ts';

/** What remains before the next term of a file, and whose term it is. */
export function NextTerm({ line }: { line: Pick<QueueLine, 'nextDueAt' | 'nextDueDuty'> }) {
  const t = useTranslations('incidents.file.term');
  const reader = useReader();
  if (!line.nextDueAt) return <span className="secondary">{t('none')}</span>;
  const words = wordsOfDuty(line.nextDueDuty);
  const legal = words?.legal ?? true;
  const left = reader.until(line.nextDueAt);
  const length = reader.length(left);
  return (
    <Deadline
      tone={termTone(left, legal)}
      remaining={left < 0 ? t('late', { length }) : t('left', { length })}
      due={{ iso: new Date(line.nextDueAt).toISOString(), text: `${words?.addressee[reader.locale] ?? ''}${legal ? '' : ` (${t('target')})`}` }}
    />
  );
}

/** The lines of a queue. Only files that nobody took charge of can be ticked usefully; the others are refused one by one. */
export function QueueTable({ page, title }: { page: QueuePage; title: string }) {
  const t = useTranslations('incidents.file.queue');
  const words = useTranslations('incidents');
  const reader = useReader();
  const columns: Column<QueueLine>[] = [
    {
      key: 'title', header: t('columns.title'), rowHeader: true,
      cell: (line) => (
        <>
          {titleIn(line.title, reader.locale)}
          <br />
          <span className="secondary nowrap">{line.number}</span>
        </>
      ),
    },
    {
      key: 'structure', header: t('columns.structure'),
      cell: (line) => (
        <Anchor href={queueHref(page.address, { organisationId: line.organisationId })} aria-label={t('onlyStructure', { name: line.organisationName })}>
          {line.organisationName}
        </Anchor>
      ),
    },
    {
      key: 'urgency', header: t('columns.urgency'),
      cell: (line) => {
        const level = levelKey(line);
        return (
          <>
            <StateBadge tone={urgencyOfLine(line.urgency).tone}>{words(`urgencies.${urgencyOfLine(line.urgency).key}`)}</StateBadge>
            {level && <div className="secondary">{words(level)}</div>}
          </>
        );
      },
    },
    {
      key: 'state', header: t('columns.state'),
      cell: (line) => (
        <>
          <StateBadge tone={stateTones[line.state]}>{words(`states.${line.state}`)}</StateBadge>
          <div className="secondary">{line.assignedTo ? t('by', { name: line.assignedTo }) : t(line.assigned ? 'elsewhere' : 'nobody')}</div>
        </>
      ),
    },
    {
      key: 'age', header: t('columns.age'),
      cell: (line) => (
        <time dateTime={new Date(line.declaredAt).toISOString()} title={reader.instant(line.declaredAt)}>
          {t('ago', { length: reader.length(reader.until(line.declaredAt)) })}
        </time>
      ),
    },
    ...(page.seesTerms ? [{ key: 'term', header: t('columns.term'), cell: (line: QueueLine) => <NextTerm line={line} /> }] : []),
  ];
  return (
    <DataTable
      caption={title}
      captionHidden
      rows={page.lines}
      rowKey={(line) => line.number}
      rowHref={(line) => `/incidents/${line.number}`}
      columns={columns}
      {...(page.mayAcknowledge
        ? { selection: { form: 'bulk', name: 'number', columnLabel: t('columns.selection'), rowLabel: (line: QueueLine) => t('tick', { number: line.number }) } }
        : {})}
    />
  );
}
