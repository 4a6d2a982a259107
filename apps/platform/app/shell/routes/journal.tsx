import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatInstant } from '../../ground/dates.ts';
import { inScope } from '../../ground/scope.server.ts';
import { incidentPolicy } from '../../incidents/policy.ts';
import { holdsOn } from '../../organisations/lineage.ts';
import { organisationPolicy } from '../../organisations/policy.ts';
import { lineageOf } from '../../organisations/queries.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Stack } from '../../ui/layout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable } from '../../ui/table.tsx';
import { pageOf, recordsPageSize } from '../page-number.ts';
import { readJournal } from '../records.server.ts';
import type { Route } from './+types/journal';

/** The journal of the current organisation. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const page = pageOf(new URL(request.url));
  const organisation = signedIn.currentOrganisation ?? signedIn.home;
  const found = organisation
    ? await inScope(platform.pool, signedIn.actor, organisationPolicy.readJournal, async (tx) =>
        readJournal(tx, organisation.id, page, holdsOn(signedIn.actor, incidentPolicy.read, await lineageOf(tx, organisation.id))))
    : { lines: [], more: false };
  return {
    organisation: organisation?.name ?? '',
    page,
    more: found.more,
    lines: found.lines.map((line) => ({ ...line, payload: line.payload === null ? null : JSON.stringify(line.payload, null, 2) })),
  };
}

export default function Journal({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('shell.journalPage');
  const common = useTranslations('common');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const { lines, more, page, organisation } = loaderData;
  return (
    <Stack gap="large">
      <title>{`${t('title')} · Hygie`}</title>
      <PageHeader title={t('title')} subtitle={t('lead', { organisation })} />
      {lines.length === 0 ? (
        <EmptyState title={t('empty')} />
      ) : (
        <DataTable
          caption={t('title')}
          captionHidden
          rows={lines}
          rowKey={(line) => String(line.seq)}
          columns={[
            { key: 'seq', header: t('number'), align: 'end', rowHeader: true, cell: (line) => line.seq },
            { key: 'at', header: t('at'), cell: (line) => formatInstant(line.at, locale, timeZone) },
            { key: 'actor', header: t('actor'), cell: (line) => `${line.actor} (${line.origin})` },
            { key: 'command', header: t('command'), cell: (line) => <code>{line.command}</code> },
            {
              key: 'payload', header: t('detail'),
              cell: (line) => (
                <Disclosure summary={t('show')} quiet>
                  {line.payload === null ? <p>{t('withheld')}</p> : <pre>{line.payload}</pre>}
                  <p>{t('hash')} <code>{line.hash.slice(0, 16)}…</code></p>
                </Disclosure>
              ),
            },
          ]}
        />
      )}
      {(more || page > 1) && (
        <Pager
          label={common('pages')}
          summary={t('range', { from: String((page - 1) * recordsPageSize + 1), to: String((page - 1) * recordsPageSize + lines.length) })}
          {...(page > 1 ? { previous: { href: `?page=${page - 1}`, label: common('previous') } } : {})}
          {...(more ? { next: { href: `?page=${page + 1}`, label: common('next') } } : {})}
        />
      )}
    </Stack>
  );
}
