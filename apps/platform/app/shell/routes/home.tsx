import { redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { contextOf } from '../../request-context.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Cluster, Columns, Stack } from '../../ui/layout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import type { Route } from './+types/home';
import { PublicPage } from '../public-page.tsx';

export function loader({ context }: Route.LoaderArgs) {
  if (contextOf(context).signedIn) throw redirect('/journee');
  return null;
}

/** The front door: declare first, then the rest. */
export default function Home() {
  const t = useTranslations('shell');
  const home = useTranslations('shell.home');
  return (
    <PublicPage subject={home('subject')}>
      <title>{`${home('title')} · Hygie`}</title>
      <Stack gap="large">
        <PageHeader title={home('title')} subtitle={home('lead')} />
        <Cluster>
          <ButtonLink href="/signaler" variant="primary">{t('declare')}</ButtonLink>
          <ButtonLink href="/suivi">{t('followUp')}</ButtonLink>
          <ButtonLink href="/connexion">{t('signIn')}</ButtonLink>
        </Cluster>
        <Columns ratio="even">
          <Card title={home('whoTitle')}><p>{home('who')}</p></Card>
          <Card title={home('afterTitle')}><p>{home('after')}</p></Card>
        </Columns>
      </Stack>
    </PublicPage>
  );
}
