import { useTranslations } from 'use-intl';
import { inScope } from '../../ground/scope.server.ts';
import { measuresPageSize, readMeasures } from '../../incidents/day.server.ts';
import { measuresPermission } from '../../incidents/policy.ts';
import { useReader } from '../../incidents/routes/file/use-reader.ts';
import { focusedActor, requireSignedIn } from '../../request-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Stack } from '../../ui/layout.tsx';
import { Anchor } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable } from '../../ui/table.tsx';
import { pageOf } from '../page-number.ts';
import type { Route } from './+types/measures';

/** The measures that incidents made people wish for, in the reader's scope. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const page = pageOf(new URL(request.url));
  const found = await inScope(platform.pool, focusedActor(signedIn), measuresPermission, (tx) => readMeasures(tx, page));
  return { ...found, page, pageSize: measuresPageSize };
}

export default function Measures({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file.measures');
  const common = useTranslations('common');
  const reader = useReader();
  const { lines, more, page, pageSize } = loaderData;
  const first = (page - 1) * pageSize;
  return (
    <Stack gap="large">
      <title>{`${t('title')} · Hygie`}</title>
      <PageHeader title={t('title')} subtitle={t('lead')} />
      {lines.length === 0 ? (
        <EmptyState title={t('none')}><p>{t('noneHelp')}</p></EmptyState>
      ) : (
        <DataTable
          caption={t('title')}
          captionHidden
          rows={lines}
          rowKey={(line) => line.id}
          columns={[
            { key: 'title', header: t('measure'), rowHeader: true, cell: (line) => line.title },
            { key: 'structure', header: t('structure'), cell: (line) => line.organisationName },
            { key: 'origin', header: t('origin'), cell: (line) => (line.number ? <Anchor href={`/incidents/${line.number}/cloture`}>{line.number}</Anchor> : '') },
            { key: 'since', header: t('since'), cell: (line) => reader.day(line.createdAt) },
          ]}
        />
      )}
      {(more || page > 1) && (
        <Pager
          label={common('pages')}
          summary={t('range', { from: first + 1, to: first + lines.length })}
          {...(page > 1 ? { previous: { href: `?page=${page - 1}`, label: common('previous') } } : {})}
          {...(more ? { next: { href: `?page=${page + 1}`, label: common('next') } } : {})}
        />
      )}
    </Stack>
  );
}
