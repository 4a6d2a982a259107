import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatInstant } from '../../ground/dates.ts';
import { grantsFor, type PersonActor } from '../../ground/actor.ts';
import { inScope } from '../../ground/scope.server.ts';
import { organisationPolicy } from '../../organisations/policy.ts';
import { requireSignedIn } from '../../request-context.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Stack } from '../../ui/layout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable } from '../../ui/table.tsx';
import { TabsNav } from '../../ui/tabs-nav.tsx';
import { type Bodies, readMails } from '../records.server.ts';
import { pageOf, recordsPageSize } from '../page-number.ts';
import type { Route } from './+types/outbox';

const states = ['queued', 'sent', 'abandoned'] as const;

/** What left, what waits, what was given up: nothing is dropped silently. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, signedIn } = requireSignedIn(context);
  const url = new URL(request.url);
  const state = states.find((one) => one === url.searchParams.get('etat'));
  const page = pageOf(url);
  const found = await inScope(platform.pool, signedIn.actor, organisationPolicy.readMail, (tx) => readMails(tx, { state, page, bodies: bodiesFor(platform.settings.mode, signedIn.actor) }));
  return { ...found, state: state ?? null, page };
}

function MailState({ mail }: { mail: Route.ComponentProps['loaderData']['lines'][number] }) {
  const t = useTranslations('shell.outboxPage');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const state = states.find((one) => one === mail.state) ?? 'queued';
  return (
    <>
      <StateBadge tone={tones[state]}>{t(`states.${state}`)}</StateBadge>
      {mail.sentAt && <p className="secondary">{formatInstant(mail.sentAt, locale, timeZone)}</p>}
      {mail.lastError && <p className="secondary">{`${t('refused', { count: mail.attempts })} · ${mail.lastError}`}</p>}
    </>
  );
}

/** In evaluation no mail leaves: its words are read here, and links that open an account by administrators alone. */
function bodiesFor(mode: string, actor: PersonActor): Bodies {
  if (mode !== 'evaluation') return 'none';
  return grantsFor(actor, organisationPolicy.manageMandates).some((right) => right.role === 'administrator') ? 'secrets' : 'plain';
}

const tones = { queued: 'info', sent: 'done', abandoned: 'danger' } as const;

export default function Outbox({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('shell.outboxPage');
  const common = useTranslations('common');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const { lines, more, state, page } = loaderData;
  const href = (next: number) => `?${new URLSearchParams({ ...(state ? { etat: state } : {}), page: String(next) })}`;
  return (
    <Stack gap="large">
      <title>{`${t('title')} · Hygie`}</title>
      <PageHeader title={t('title')} subtitle={t('lead')} />
      <TabsNav
        label={t('title')}
        tabs={[
          { href: '/courriels', label: t('all'), current: state === null },
          ...states.map((one) => ({ href: `/courriels?etat=${one}`, label: t(`states.${one}`), current: state === one })),
        ]}
      />
      {lines.length === 0 && <EmptyState title={t('empty')} />}
      {lines.length > 0 && (
        <DataTable
          caption={t('title')}
          captionHidden
          rows={lines}
          rowKey={(mail) => mail.id}
          columns={[
            { key: 'subject', header: t('subject'), rowHeader: true, cell: (mail) => mail.subject },
            { key: 'recipient', header: t('recipient'), cell: (mail) => mail.recipient },
            { key: 'queued', header: t('queued'), cell: (mail) => formatInstant(mail.createdAt, locale, timeZone) },
            { key: 'state', header: t('state'), cell: (mail) => <MailState mail={mail} /> },
            {
              key: 'body', header: t('message'),
              cell: (mail) => mail.body === null ? t('withheld') : <Disclosure summary={t('read')} quiet><p className="message-body">{mail.body}</p></Disclosure>,
            },
          ]}
        />
      )}
      {(more || page > 1) && (
        <Pager
          label={common('pages')}
          summary={t('range', { from: String((page - 1) * recordsPageSize + 1), to: String((page - 1) * recordsPageSize + lines.length) })}
          {...(page > 1 ? { previous: { href: href(page - 1), label: common('previous') } } : {})}
          {...(more ? { next: { href: href(page + 1), label: common('next') } } : {})}
        />
      )}
    </Stack>
  );
}
