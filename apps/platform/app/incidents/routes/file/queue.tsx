import { redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { run } from '../../../ground/command.server.ts';
import { attempt } from '../../../ground/attempt.ts';
import { asHygieError } from '../../../ground/errors.ts';
import { newId } from '../../../ground/id.ts';
import { requireSignedIn } from '../../../request-context.ts';
import { SaveView } from '../../../shell/save-view.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Stack } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { BulkBar } from '../../../ui/table.tsx';
import { acknowledge } from '../../qualify.server.ts';
import type { Route } from './+types/queue';
import { queueHref, readAddress, wholeQueue, writeAddress } from './queue-address.ts';
import { QueueFilters, StateTabs } from './queue-filters.tsx';
import { readQueuePage } from './queue-page.server.ts';
import { QueueTable } from './queue-table.tsx';

const bulkMost = 50;

/** The files of whoever looks, as far as their roles reach. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const url = new URL(request.url);
  const page = await readQueuePage(requireSignedIn(context), readAddress(url.searchParams));
  const count = (name: string) => Number(url.searchParams.get(name)) || 0;
  return { ...page, key: newId(), outcome: url.searchParams.has('faits') ? { done: count('faits'), refused: count('refus') } : null };
}

/** Takes charge of the ticked files, each on its own: one that changed meanwhile does not hold back the others. */
export async function action({ context, request }: Route.ActionArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const form = await request.formData();
  const numbers = [...new Set(form.getAll('number').map(String))].slice(0, bulkMost);
  const key = String(form.get('key') ?? '');
  let done = 0;
  for (const number of numbers) {
    if (await isTaken(() => run(platform, signedIn.actor, acknowledge, { number }, key ? `${key} ${number}` : undefined))) done += 1;
  }
  const query = new URLSearchParams(writeAddress(readAddress(new URL(request.url).searchParams)));
  query.set('faits', String(done));
  query.set('refus', String(numbers.length - done));
  throw redirect(`/incidents?${query}`);
}

/** Whether a file was taken. One that left the reader's scope meanwhile is refused like the others, and stops none. */
async function isTaken(take: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await attempt(take)).problem === undefined;
  } catch (error) {
    if (asHygieError(error).code === 'not_found') return false;
    throw error;
  }
}

function Outcome({ outcome }: { outcome: { done: number; refused: number } | null }) {
  const t = useTranslations('incidents.file.queue');
  if (!outcome) return null;
  if (outcome.done + outcome.refused === 0) return <Notice tone="warning" announced>{t('nothingTicked')}</Notice>;
  return (
    <Notice tone={outcome.refused > 0 ? 'warning' : 'done'} announced title={t('takenCount', { count: outcome.done })}>
      {outcome.refused > 0 && <p>{t('refusedCount', { count: outcome.refused })}</p>}
    </Notice>
  );
}

function useTitle({ level, name }: Route.ComponentProps['loaderData']['scope']): string {
  const t = useTranslations('incidents.file.queue');
  if (level === 'nation') return t('titleNation');
  if (level === 'region') return t('titleRegion', { name });
  return name ? t('titleStructure', { name }) : t('titleStructures');
}

export default function Queue({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('incidents.file.queue');
  const common = useTranslations('common');
  const { address, lines, more, pageSize, scope } = loaderData;
  const title = useTitle(scope);
  const filtered = writeAddress({ ...address, page: 1 }) !== writeAddress(wholeQueue);
  const first = (address.page - 1) * pageSize;
  return (
    <Stack gap="large">
      <title>{`${title} · Hygie`}</title>
      <PageHeader
        title={title}
        subtitle={t('lead')}
        actions={
          <>
            <ButtonLink href={queueHref(address, {}, '/incidents.csv')} document>{t('export')}</ButtonLink>
            <ButtonLink href="/signaler" variant="primary">{t('declare')}</ButtonLink>
          </>
        }
      />
      <Outcome outcome={loaderData.outcome} />
      <StateTabs page={loaderData} />
      <QueueFilters page={loaderData} />
      <SaveView />
      {lines.length === 0 ? (
        <EmptyState
          title={filtered ? t('emptyFiltered') : t('empty')}
          action={filtered ? <ButtonLink href="/incidents">{common('clearFilters')}</ButtonLink> : <ButtonLink href="/signaler">{t('declare')}</ButtonLink>}
        >
          <p>{filtered ? t('emptyFilteredHelp') : t('emptyHelp')}</p>
        </EmptyState>
      ) : (
        <Card title={t('files')} aside={t('range', { from: first + 1, to: first + lines.length })}>
          {loaderData.mayAcknowledge && (
            <BulkBar form="bulk" action={queueHref(address, { page: address.page })} label={t('forTicked')}>
              <input type="hidden" name="key" value={loaderData.key} />
              <Button size="small">{t('takeCharge')}</Button>
            </BulkBar>
          )}
          <QueueTable page={loaderData} title={title} />
          {(more || address.page > 1) && <Pager
            label={common('pages')}
            summary={t('range', { from: first + 1, to: first + lines.length })}
            {...(address.page > 1 ? { previous: { href: queueHref(address, { page: address.page - 1 }), label: common('previous') } } : {})}
            {...(more ? { next: { href: queueHref(address, { page: address.page + 1 }), label: common('next') } } : {})}
          />}
        </Card>
      )}
    </Stack>
  );
}
