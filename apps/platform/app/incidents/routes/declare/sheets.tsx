import { useTranslations } from 'use-intl';
import { contextOf } from '../../../request-context.ts';
import { PublicPage } from '../../../shell/public-page.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ItemList } from '../../../ui/item-list.tsx';
import { Stack } from '../../../ui/layout.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { complaintSheet } from '../../reflex/complaint-sheet.ts';
import { reflexSheets } from '../../reflex/sheets.ts';
import type { Route } from './+types/sheets';

/** The sheets by moment: preparation, situations, aftermath. */
export function loader({ context }: Route.LoaderArgs) {
  const { locale } = contextOf(context);
  const listed = reflexSheets(locale).map(({ id, title, when }) => ({ id, title, when, moment: id === 'before' || id === 'after' ? id : ('during' as const) }));
  const { title, when } = complaintSheet(locale);
  return { sheets: [...listed, { id: 'plainte', title, when, moment: 'during' as const }] };
}

const moments = ['before', 'during', 'after'] as const;

export default function Sheets({ loaderData: { sheets } }: Route.ComponentProps) {
  const t = useTranslations('incidents.declare.sheets');
  return (
    <PublicPage subject={t('title')}>
      <title>{`${t('title')} · Hygie`}</title>
      <Stack gap="large">
        <PageHeader title={t('title')} subtitle={t('lead')} actions={<ButtonLink href="/signaler" variant="primary">{t('declare')}</ButtonLink>} />
        {moments.map((moment) => (
          <Card key={moment} title={t(moment)}>
            <ItemList
              items={sheets.filter((sheet) => sheet.moment === moment).map(({ id, title, when }) => ({
                key: id, title: <Anchor href={`/fiches/${id}`}>{title}</Anchor>, detail: when,
              }))}
            />
          </Card>
        ))}
      </Stack>
    </PublicPage>
  );
}
