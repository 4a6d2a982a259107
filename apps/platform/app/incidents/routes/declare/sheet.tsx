import { useTranslations } from 'use-intl';
import { HygieError } from '../../../ground/errors.ts';
import { contextOf } from '../../../request-context.ts';
import { PublicPage } from '../../../shell/public-page.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { Cluster, Prose, Stack } from '../../../ui/layout.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { reflexSheet } from '../../reflex/sheets.ts';
import type { Route } from './+types/sheet';
import { PrintButton } from './print-button.tsx';
import { ContactList, SheetTrail, SourceList, StepList } from './sheet-parts.tsx';

export function loader({ context, params }: Route.LoaderArgs) {
  const sheet = reflexSheet(params.id, contextOf(context).locale);
  if (!sheet) throw new HygieError('not_found');
  return { sheet };
}

/** One reflex sheet: to read in the night, or to print on a quiet day. */
export default function Sheet({ loaderData: { sheet } }: Route.ComponentProps) {
  const t = useTranslations('incidents.declare.sheets');
  return (
    <PublicPage subject={t('title')}>
      <title>{`${sheet.title} · Hygie`}</title>
      <Stack gap="large">
        <PageHeader title={sheet.title} breadcrumbs={<SheetTrail title={sheet.title} />} />
        <DescriptionList items={[{ key: 'who', term: t('forWhom'), value: sheet.forWhom }, { key: 'when', term: t('when'), value: sheet.when }]} />
        <Cluster>
          <ButtonLink href="/signaler" variant="primary">{t('declare')}</ButtonLink>
          <PrintButton />
        </Cluster>
        <Prose>
          <h2>{t('firstMinutes')}</h2>
          <StepList steps={sheet.firstMinutes} ordered />
          <h2>{t('doNot')}</h2>
          <StepList steps={sheet.doNot} />
          <h2>{t('whoToCall')}</h2>
          <ContactList contacts={sheet.whoToCall} />
          <h2>{t('firstHours')}</h2>
          <StepList steps={sheet.firstHours} ordered />
          <h2>{t('keepTrace')}</h2>
          <StepList steps={sheet.keepTrace} />
          <h2>{t('sources')}</h2>
          <SourceList sources={sheet.sources} />
        </Prose>
      </Stack>
    </PublicPage>
  );
}
