import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatDay } from '../ground/dates.ts';
import { useRoleLabel } from '../organisations/role-label.ts';
import type { WaitingInvitation } from '../sign-in/invitation.server.ts';
import { Card } from '../ui/card.tsx';
import { ItemList } from '../ui/item-list.tsx';
import { Stack } from '../ui/layout.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { DeclareButton } from './declare-button.tsx';

/** What somebody without any role needs to leave that state. */
export interface WithoutRole {
  email: string;
  invitations: WaitingInvitation[];
  /** Names of the organisations where a role has ended. */
  former: string[];
}

function Waiting({ email, invitations }: Pick<WithoutRole, 'email' | 'invitations'>) {
  const t = useTranslations('shell.noRole');
  const roleLabel = useRoleLabel();
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  return (
    <Card title={t('invitationsTitle')} footer={t('invitationHelp', { email })}>
      <ItemList
        items={invitations.map(({ organisationName: organisation, role, invitedBy: author, expiresAt }) => {
          const date = formatDay(expiresAt, locale, timeZone);
          return {
            key: `${organisation} ${role}`,
            title: t('invitation', { role: roleLabel(role), organisation }),
            detail: author ? t('invitationDetail', { author, date }) : t('invitationDetailAlone', { date }),
          };
        })}
      />
    </Card>
  );
}

/** The home page of a person whom no organisation has given a role: whom to ask, and which invitations wait. */
export function NoRole({ email, invitations, former }: WithoutRole) {
  const t = useTranslations('shell.noRole');
  const locale = useLocale();
  const organisations = new Intl.ListFormat(locale, { type: 'disjunction' }).format(former);
  return (
    <Stack gap="large">
      <title>{`${t('title')} · Hygie`}</title>
      <PageHeader title={t('title')} subtitle={t('lead')} actions={<DeclareButton />} />
      {invitations.length > 0 && <Waiting email={email} invitations={invitations} />}
      <Card title={t('askTitle')}>
        <Stack gap="small">
          {former.length > 0 && <p>{t('askFormer', { organisations })}</p>}
          <p>{t('ask', { email })}</p>
          <p className="secondary">{t('meanwhile')}</p>
        </Stack>
      </Card>
    </Stack>
  );
}
