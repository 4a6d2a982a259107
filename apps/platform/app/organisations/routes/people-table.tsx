import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { StateBadge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Cluster, Stack } from '../../ui/layout.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable } from '../../ui/table.tsx';
import type { HeldRole, PendingInvitation } from '../people-queries.server.ts';
import type { Role } from '../role.ts';
import { DatedBadge, Dates, useDay } from './dated.tsx';
import type { Refusal } from './form-problem.tsx';

/** Ways to end a role and to record a departure: each leads to a page that says what will be lost. */
function Acts({ held, home }: { held: HeldRole; home: string }) {
  const t = useTranslations('organisations.people');
  const labels = useTranslations('organisations.roles');
  const name = `${held.givenName} ${held.familyName}`;
  return (
    <Cluster>
      <ButtonLink size="small" href={`${home}/roles/${held.id}/fin`} aria-label={t('endOf', { role: labels(held.role), name })}>{t('end')}</ButtonLink>
      <ButtonLink size="small" href={`${home}/${held.personId}/depart`} aria-label={t('departOf', { name })}>{t('depart')}</ButtonLink>
    </Cluster>
  );
}

interface PeopleTableProps {
  /** Address of this page. */
  home: string;
  held: HeldRole[];
  more: boolean;
  page: number;
  pageSize: number;
  ended: boolean;
  /** Roles that the reader may end: those that they may give. */
  endable: readonly Role[];
}

/** Who holds which role, since when and until when. */
export function PeopleTable({ home, held, more, page, pageSize, ended, endable }: PeopleTableProps) {
  const t = useTranslations('organisations.people');
  const labels = useTranslations('organisations.roles');
  const common = useTranslations('common');
  const list = useTranslations('organisations.list');
  const address = (to: number) => `?page=${to}${ended ? '&termines=1' : ''}`;
  const first = (page - 1) * pageSize;
  return (
    <Stack>
      <div><ButtonLink size="small" href={ended ? '?' : '?termines=1'}>{t(ended ? 'hideEnded' : 'showEnded')}</ButtonLink></div>
      {held.length === 0 ? <EmptyState title={t('empty')} /> : (
        <DataTable
          caption={t('caption')}
          rows={held}
          rowKey={(row) => row.id}
          columns={[
            { key: 'person', header: t('person'), rowHeader: true, cell: (row) => `${row.givenName} ${row.familyName}` },
            { key: 'email', header: t('email'), cell: (row) => row.email },
            { key: 'role', header: t('role'), cell: (row) => labels(row.role) },
            { key: 'reach', header: t('reach'), cell: (row) => t(row.subtree ? 'reaches.subtree' : 'reaches.here') },
            { key: 'dates', header: t('dates'), cell: (row) => <><Dates {...row} /> {row.state !== 'running' && <DatedBadge state={row.state} />}</> },
            ...(endable.length > 0 ? [{ key: 'act', header: t('act'), cell: (row: HeldRole) => (row.state !== 'over' && endable.includes(row.role) ? <Acts held={row} home={home} /> : null) }] : []),
          ]}
        />
      )}
      {(more || page > 1) && (
        <Pager
          label={common('pages')}
          summary={list('range', { from: first + 1, to: first + held.length })}
          {...(page > 1 ? { previous: { href: address(page - 1), label: common('previous') } } : {})}
          {...(more ? { next: { href: address(page + 1), label: common('next') } } : {})}
        />
      )}
    </Stack>
  );
}

/** Invitations that nobody answered yet: who invited, when, until when, and the two ways out of waiting. */
export function Invitations({ invitations, refusal }: { invitations: readonly PendingInvitation[]; refusal: Refusal }) {
  const t = useTranslations('organisations.people');
  const labels = useTranslations('organisations.roles');
  const day = useDay();
  // What the summary of errors leads to: the button of the one line that was refused.
  const idOfRefused = (intent: string, id: string) => {
    const button = refusal.field(intent, 'invitationId');
    return button.typed === id ? button.id : undefined;
  };
  const act = (intent: 'resend' | 'withdraw', { id, email }: PendingInvitation) => (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="invitationId" value={id} />
      <Button size="small" id={idOfRefused(intent, id)} aria-label={t(`${intent}Of`, { email })}>{t(intent)}</Button>
    </Form>
  );
  return (
    <DataTable
      caption={t('invitations')}
      rows={invitations}
      rowKey={(one) => one.id}
      columns={[
        { key: 'email', header: t('email'), rowHeader: true, cell: (one) => one.email },
        { key: 'role', header: t('role'), cell: (one) => labels(one.role) },
        { key: 'by', header: t('invitedBy'), cell: (one) => one.invitedBy ?? t('invitedByOther') },
        { key: 'at', header: t('invitedOn'), cell: (one) => day(one.createdAt) },
        { key: 'until', header: t('validUntil'), cell: (one) => <>{day(one.expiresAt)} {one.expired && <StateBadge tone="neutral">{t('expired')}</StateBadge>}</> },
        { key: 'act', header: t('act'), cell: (one) => <Cluster>{act('resend', one)}{act('withdraw', one)}</Cluster> },
      ]}
    />
  );
}
