import { useLocale, useTranslations } from 'use-intl';
import { formatFiness } from '@hygie/finess';
import { isId } from '../../ground/id.ts';
import { inScope } from '../../ground/scope.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { pageOf } from '../../shell/page-number.ts';
import { CheckField } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { type ActiveFilter, FilterBar } from '../../ui/filter-bar.tsx';
import { Stack } from '../../ui/layout.tsx';
import { Anchor } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable } from '../../ui/table.tsx';
import { organisationPolicy } from '../policy.ts';
import { browseRegister, findOrganisation, pageSize } from '../queries.server.ts';
import { organisationKinds } from '../role.ts';
import type { Route } from './+types/register';
import { formatDate } from './format-date.ts';

/** One page of the register: filters stand in the address. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const url = new URL(request.url);
  const page = pageOf(url);
  const text = (url.searchParams.get('texte') ?? '').slice(0, 200);
  const kind = organisationKinds.find((known) => known === url.searchParams.get('type'));
  const closed = url.searchParams.has('fermees');
  const under = url.searchParams.get('sous') ?? '';
  const found = await inScope(platform.pool, signedIn.actor, organisationPolicy.readProfile, async (tx) => {
    const parent = isId(under) ? await findOrganisation(tx, under) : null;
    const { entries, more } = await browseRegister(tx, { text, kind, closed, parentId: parent?.id, page });
    const lines = entries.map((entry) => ({ ...entry, finess: formatFiness(entry.finessEt ?? entry.finessEj ?? '') }));
    return { parent: parent && { id: parent.id, name: parent.name }, entries: lines, more };
  });
  return { ...found, page, pageSize, text, kind: kind ?? '', closed };
}

type Data = Awaited<ReturnType<typeof loader>>;

/** The address of the list with some filters changed; a filter set to nothing leaves it. */
function addressOf({ text, kind, closed, parent }: Data, change: Record<string, string | undefined>): string {
  const wanted = { texte: text, type: kind, fermees: closed ? 'on' : '', sous: parent?.id ?? '', ...change };
  const kept = Object.entries(wanted).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/organisations?${new URLSearchParams(kept)}`;
}

function useActiveFilters(data: Data): ActiveFilter[] {
  const t = useTranslations('organisations');
  const common = useTranslations('common');
  const { text, closed, parent } = data;
  const kind = organisationKinds.find((known) => known === data.kind);
  const filter = (key: string, label: string) => ({ key, label, removeLabel: common('removeFilter', { name: label }), href: addressOf(data, { [key]: undefined }) });
  return [
    ...(text ? [filter('texte', t('list.filterText', { text }))] : []),
    ...(kind ? [filter('type', t('list.filterKind', { kind: t(`kinds.${kind}`) }))] : []),
    ...(parent ? [filter('sous', t('list.filterParent', { name: parent.name }))] : []),
    ...(closed ? [filter('fermees', t('list.filterClosed'))] : []),
  ];
}

function Filters({ data }: { data: Data }) {
  const t = useTranslations('organisations');
  const common = useTranslations('common');
  return (
    <FilterBar
      label={common('filter')}
      action="/organisations"
      submitLabel={common('filter')}
      activeLabel={common('activeFilters')}
      active={useActiveFilters(data)}
      clear={{ label: common('clearFilters'), href: '/organisations' }}
    >
      <TextField name="texte" type="search" label={t('list.search')} defaultValue={data.text} />
      <SelectField
        name="type" label={t('list.kind')} defaultValue={data.kind} placeholder={t('list.anyKind')}
        options={organisationKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
      <CheckField name="fermees" label={t('list.closed')} defaultChecked={data.closed} />
      {data.parent && <input type="hidden" name="sous" value={data.parent.id} />}
    </FilterBar>
  );
}

function Entries({ entries }: { entries: Data['entries'] }) {
  const t = useTranslations('organisations');
  const locale = useLocale();
  return (
    <DataTable
      caption={t('list.caption')}
      captionHidden
      rows={entries}
      rowKey={(entry) => entry.id}
      rowHref={(entry) => `/organisations/${entry.id}`}
      columns={[
        { key: 'name', header: t('list.name'), rowHeader: true, cell: (entry) => entry.name },
        { key: 'kind', header: t('list.kind'), cell: (entry) => t(`kinds.${entry.kind}`) },
        { key: 'town', header: t('list.town'), cell: (entry) => [entry.postcode, entry.town].filter(Boolean).join(' ') },
        { key: 'finess', header: t('list.finess'), cell: (entry) => <span className="nowrap">{entry.finess}</span> },
        { key: 'category', header: t('list.category'), cell: (entry) => (entry.closedOn ? t('list.closedOn', { date: formatDate(entry.closedOn, locale) }) : entry.categoryLabel) },
        { key: 'parent', header: t('list.parent'), cell: (entry) => entry.parentName },
        {
          key: 'browse', header: t('list.browse'),
          cell: (entry) => (entry.kind === 'site' ? null : <Anchor href={`/organisations?sous=${entry.id}`}>{t('list.browse')}<span className="visually-hidden">{` (${entry.name})`}</span></Anchor>),
        },
      ]}
    />
  );
}

/** The tree of organisations, browsed level by level or searched. */
export default function Register({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('organisations');
  const common = useTranslations('common');
  const { entries, more, page, parent } = loaderData;
  const first = (page - 1) * loaderData.pageSize;
  const title = parent ? t('list.under', { name: parent.name }) : t('list.title');
  return (
    <Stack gap="large">
      <title>{`${title} · Hygie`}</title>
      <PageHeader title={title} subtitle={t('list.lead')} />
      <Filters data={loaderData} />
      {entries.length === 0 ? <EmptyState title={t('list.empty')}>{t('list.emptyHelp')}</EmptyState> : <Entries entries={entries} />}
      {(more || page > 1) && (
        <Pager
          label={common('pages')}
          summary={t('list.range', { from: first + 1, to: first + entries.length })}
          {...(page > 1 ? { previous: { href: addressOf(loaderData, { page: String(page - 1) }), label: common('previous') } } : {})}
          {...(more ? { next: { href: addressOf(loaderData, { page: String(page + 1) }), label: common('next') } } : {})}
        />
      )}
    </Stack>
  );
}
