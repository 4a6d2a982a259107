import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatDay, formatInstant } from '../../ground/dates.ts';
import { requireSignedIn } from '../../request-context.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { type ActiveFilter, FilterBar } from '../../ui/filter-bar.tsx';
import { Stack } from '../../ui/layout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable } from '../../ui/table.tsx';
import { labelledCommands, useCommandLabel } from '../command-words.ts';
import { readJournalPage } from '../journal.server.ts';
import { type JournalAddress, journalHref, readJournalAddress } from '../journal-address.ts';
import { journalExportMost, recordsPageSize } from '../page-number.ts';
import { SaveView } from '../save-view.tsx';
import type { Route } from './+types/journal';

/** The journal of the current organisation, as its address filters it. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const address = readJournalAddress(new URL(request.url));
  const found = await readJournalPage(requireSignedIn(context), address, recordsPageSize);
  return {
    ...found,
    address,
    lines: found.lines.map((line) => ({ ...line, payload: line.payload === null ? null : JSON.stringify(line.payload, null, 2) })),
  };
}

type Data = Awaited<ReturnType<typeof loader>>;

function useActive(address: JournalAddress): ActiveFilter[] {
  const t = useTranslations('shell.journalPage');
  const common = useTranslations('common');
  const label = useCommandLabel();
  const locale = useLocale();
  const day = (date: string) => (date ? formatDay(`${date}T12:00:00Z`, locale, 'UTC') : '');
  const said: [keyof JournalAddress, string][] = [
    ['person', t('active.person', { name: address.person })],
    ['command', label(address.command)],
    ['from', t('active.from', { date: day(address.from) })],
    ['until', t('active.until', { date: day(address.until) })],
  ];
  return said.flatMap(([key, words]) =>
    address[key] === '' ? [] : [{ key, label: words, removeLabel: common('removeFilter', { name: words }), href: journalHref(address, { [key]: '' }) }]);
}

function Filters({ address }: { address: JournalAddress }) {
  const t = useTranslations('shell.journalPage');
  const common = useTranslations('common');
  const label = useCommandLabel();
  const locale = useLocale();
  const acts = labelledCommands.map((value) => ({ value, label: label(value) })).toSorted((a, b) => a.label.localeCompare(b.label, locale) || a.value.localeCompare(b.value));
  return (
    <FilterBar
      label={t('filters')}
      action="/journal"
      submitLabel={common('filter')}
      activeLabel={common('activeFilters')}
      active={useActive(address)}
      clear={{ label: common('clearFilters'), href: '/journal' }}
    >
      <TextField name="personne" type="search" label={t('person')} defaultValue={address.person} maxLength={100} />
      <SelectField name="acte" label={t('command')} placeholder={t('anyCommand')} defaultValue={address.command} options={acts} />
      <TextField name="du" type="date" label={t('from')} defaultValue={address.from} />
      <TextField name="au" type="date" label={t('until')} defaultValue={address.until} />
    </FilterBar>
  );
}

function Lines({ lines }: { lines: Data['lines'] }) {
  const t = useTranslations('shell.journalPage');
  const label = useCommandLabel();
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={lines}
      rowKey={(line) => String(line.seq)}
      columns={[
        { key: 'seq', header: t('number'), align: 'end', rowHeader: true, cell: (line) => line.seq },
        { key: 'at', header: t('at'), cell: (line) => formatInstant(line.at, locale, timeZone) },
        { key: 'actor', header: t('actor'), cell: (line) => `${line.actor} (${line.origin})` },
        { key: 'command', header: t('command'), cell: (line) => label(line.command) },
        {
          key: 'payload', header: t('detail'),
          cell: (line) => (
            <Disclosure summary={<>{t('show')}<span className="visually-hidden">{` (${line.seq})`}</span></>} quiet>
              <p><code>{line.command}</code></p>
              {line.payload === null ? <p>{t('withheld')}</p> : <pre>{line.payload}</pre>}
              <p>{t('hash')} <code>{line.hash.slice(0, 16)}…</code></p>
            </Disclosure>
          ),
        },
      ]}
    />
  );
}

export default function Journal({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('shell.journalPage');
  const common = useTranslations('common');
  const { lines, more, address, organisation } = loaderData;
  const { page } = address;
  const first = (page - 1) * recordsPageSize;
  const filtered = journalHref(address, { page: 1 }) !== '/journal';
  return (
    <Stack gap="large">
      <title>{`${t('title')} · Hygie`}</title>
      <PageHeader
        title={t('title')}
        subtitle={t('lead', { organisation })}
        actions={<ButtonLink href={journalHref(address, {}, '/journal.csv')} document>{t('export', { count: journalExportMost })}</ButtonLink>}
      />
      <Filters address={address} />
      <SaveView />
      {lines.length === 0 ? <EmptyState title={t(filtered ? 'emptyFiltered' : 'empty')} /> : <Lines lines={lines} />}
      {(more || page > 1) && (
        <Pager
          label={common('pages')}
          summary={t('range', { from: String(first + 1), to: String(first + lines.length) })}
          {...(page > 1 ? { previous: { href: journalHref(address, { page: page - 1 }), label: common('previous') } } : {})}
          {...(more ? { next: { href: journalHref(address, { page: page + 1 }), label: common('next') } } : {})}
        />
      )}
    </Stack>
  );
}
