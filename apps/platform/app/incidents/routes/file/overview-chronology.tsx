import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { toFields } from '../../../ground/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateTimeField } from '../../../ui/date-time-field.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { TextField } from '../../../ui/field.tsx';
import { ErrorSummary, FormActions } from '../../../ui/form.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { Timeline, type TimelineEvent } from '../../../ui/timeline.tsx';
import { authorIn } from '../../stored-words.ts';
import { isOpenState } from './duty-groups.ts';
import type { FilePage } from './file-page.server.ts';
import type { Paged } from './overview-pages.ts';
import { useEventWords } from './event-words.ts';
import { eventKind, eventTone } from './labels.ts';
import { type Refused, typedInstant } from './posted.ts';
import { useProblem } from './use-problem.ts';
import { useReader } from './use-reader.ts';

/** Points drawn at most: beyond, words run into each other; the whole chronology stands in the table. */
const drawnMost = 12;
const wordsMost = 44;

function short(text: string): string {
  return text.length > wordsMost ? `${text.slice(0, wordsMost - 1).trimEnd()}…` : text;
}

function usePoints({ view }: FilePage): TimelineEvent[] {
  const t = useTranslations('incidents.file.events');
  const words = useEventWords();
  const reader = useReader();
  const past = view.events.map((event): TimelineEvent => ({
    key: event.id, at: new Date(event.at).getTime(), when: reader.short(event.at), label: short(words(event)),
    tone: eventTone(eventKind(event.kind)), state: authorIn(event.author, reader.locale),
  }));
  const planned = view.duties.flatMap((duty): TimelineEvent[] => {
    const end = duty.clock?.endsAt;
    if (!end || duty.verdict !== 'applies' || !isOpenState(duty.state)) return [];
    const label = t(duty.clock?.dueAt ? 'due' : 'target', { addressee: duty.addressee[reader.locale] });
    return [{ key: duty.id, at: Date.parse(end), when: reader.short(end), label: short(label), tone: duty.clock?.dueAt ? 'danger' : 'warning', state: t('planned'), planned: true }];
  });
  return [...past, ...planned].toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

function EventForm({ file, refused }: { file: FilePage; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.chronology');
  const reader = useReader();
  const { title, errors, errorOf, typed } = useProblem(refused, 'event', { at: t('when'), text: t('what') });
  return (
    <Disclosure summary={t('add')} open={errors.length > 0}>
      <Form method="post" action={`/incidents/${file.view.number}?index`} className="form">
        <ErrorSummary title={title} errors={errors} />
        <input type="hidden" name="intent" value="event" />
        <input type="hidden" name="key" value={`${file.key} event`} />
        <DateTimeField
          name="at" label={t('when')} dateLabel={t('date')} timeLabel={t('time')} help={t('zone', { zone: reader.zone })}
          defaultValue={typedInstant(typed, 'at', toFields(reader.now, reader.timeZone))} {...errorOf('at')}
        />
        <TextField name="text" label={t('what')} help={t('whatHelp')} maxLength={500} required defaultValue={typed?.['text']} {...errorOf('text')} />
        <FormActions>
          <Button>{t('save')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

/** What happened and what is due, drawn and as a table. */
export function ChronologyCard({ file, paged, refused }: { file: FilePage; paged: Paged<FilePage['view']['events'][number]>; refused: Refused | undefined }) {
  const t = useTranslations('incidents.file.chronology');
  const points = usePoints(file);
  const words = useEventWords();
  const reader = useReader();
  return (
    <Card title={t('title')} id="chronologie">
      <Timeline
        label={t('label')}
        description={t('description', { count: Math.min(points.length, drawnMost) })}
        events={points.slice(-drawnMost)}
        now={{ at: reader.now.getTime(), label: t('now') }}
        table={{ summary: t('asTable'), when: t('when'), what: t('what'), state: t('who') }}
      />
      {points.length > drawnMost && <p className="secondary">{t('drawn', { drawn: drawnMost })}</p>}
      {points.length > drawnMost && (
        <Disclosure summary={t('whole', { count: paged.total })} open={paged.page > 1} quiet>
          <DataTable
            caption={t('label')}
            captionHidden
            rows={paged.items}
            rowKey={(event) => event.id}
            columns={[
              { key: 'when', header: t('when'), rowHeader: true, cell: (event) => reader.instant(event.at) },
              { key: 'what', header: t('what'), cell: (event) => words(event) },
              { key: 'who', header: t('who'), cell: (event) => authorIn(event.author, reader.locale) },
            ]}
          />
          {(paged.older || paged.newer) && (
            <Pager
              label={t('pages')} summary={t('range', { from: paged.from, to: paged.to, total: paged.total })}
              {...(paged.older ? { previous: { href: paged.older, label: t('older') } } : {})} {...(paged.newer ? { next: { href: paged.newer, label: t('newer') } } : {})}
            />
          )}
        </Disclosure>
      )}
      {file.may.qualify && <EventForm file={file} refused={refused} />}
    </Card>
  );
}
