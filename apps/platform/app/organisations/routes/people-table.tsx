import { Form } from 'react-router';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatDay } from '../../ground/dates.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ItemList } from '../../ui/item-list.tsx';
import { Stack } from '../../ui/layout.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable } from '../../ui/table.tsx';
import type { HeldRole, PendingInvitation } from '../people-queries.server.ts';

function useDay() {
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  return (at: Date) => formatDay(at, locale, timeZone);
}

function Dates({ held }: { held: HeldRole }) {
  const t = useTranslations('organisations.people');
  const day = useDay();
  const dates = held.validTo ? t('fromUntil', { from: day(held.validFrom), to: day(held.validTo) }) : t('from', { date: day(held.validFrom) });
  return (
    <>
      {dates} {held.state !== 'running' && <StateBadge tone="neutral">{t(held.state)}</StateBadge>}
    </>
  );
}

/** Ending a role or recording a departure: folded, so that it is never one careless click. */
function Acts({ held }: { held: HeldRole }) {
  const t = useTranslations('organisations.people');
  const labels = useTranslations('organisations.roles');
  const name = `${held.givenName} ${held.familyName}`;
  return (
    <Disclosure summary={<>{t('act')}<span className="visually-hidden">{` (${name}, ${labels(held.role)})`}</span></>} quiet>
      <Stack>
        <Form method="post">
          <input type="hidden" name="intent" value="end" />
          <input type="hidden" name="assignmentId" value={held.id} />
          <Button size="small">{t('endOf', { role: labels(held.role), name })}</Button>
        </Form>
        <Form method="post">
          <input type="hidden" name="intent" value="depart" />
          <input type="hidden" name="personId" value={held.personId} />
          <Stack gap="small">
            <Button size="small" variant="danger">{t('departOf', { name })}</Button>
            <p className="secondary">{t('departHelp')}</p>
          </Stack>
        </Form>
      </Stack>
    </Disclosure>
  );
}

interface PeopleTableProps {
  held: HeldRole[];
  more: boolean;
  page: number;
  pageSize: number;
  ended: boolean;
  mayManage: boolean;
}

/** Who holds which role, since when and until when. */
export function PeopleTable({ held, more, page, pageSize, ended, mayManage }: PeopleTableProps) {
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
            { key: 'dates', header: t('dates'), cell: (row) => <Dates held={row} /> },
            ...(mayManage ? [{ key: 'act', header: t('act'), cell: (row: HeldRole) => (row.state === 'over' ? null : <Acts held={row} />) }] : []),
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

/** Invitations that nobody answered yet. */
export function Invitations({ invitations }: { invitations: readonly PendingInvitation[] }) {
  const t = useTranslations('organisations.people');
  const labels = useTranslations('organisations.roles');
  const day = useDay();
  return (
    <Card title={t('invitations')}>
      <ItemList
        items={invitations.map((invitation) => ({
          key: invitation.id,
          title: `${invitation.email} (${labels(invitation.role)})`,
          detail: invitation.expired ? t('expired', { date: day(invitation.expiresAt) }) : t('invitedOn', { date: day(invitation.createdAt), until: day(invitation.expiresAt) }),
          action: (
            <Form method="post">
              <input type="hidden" name="intent" value="withdraw" />
              <input type="hidden" name="invitationId" value={invitation.id} />
              <Button size="small">{t('withdraw')}<span className="visually-hidden">{` (${invitation.email})`}</span></Button>
            </Form>
          ),
        }))}
      />
    </Card>
  );
}
