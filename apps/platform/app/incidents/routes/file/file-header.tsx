import { PAP, TLP } from '@hygie/incident-exchange';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { PapMark, StateBadge, TlpMark, type Pap, type Tlp } from '../../../ui/badge.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Cluster } from '../../../ui/layout.tsx';
import { Menu, MenuLink } from '../../../ui/menu.tsx';
import { Breadcrumbs, PageHeader } from '../../../ui/page-header.tsx';
import type { FilePage } from './file-page.server.ts';
import { levelKey } from '../../incident.ts';
import { titleIn } from '../../stored-words.ts';
import { stateTones } from './labels.ts';
import { useReader } from './use-reader.ts';

function Badges({ view }: Pick<FilePage, 'view'>) {
  const words = useTranslations('incidents');
  const { locale } = useReader();
  const tlp = TLP[view.tlp as keyof typeof TLP];
  const pap = PAP[view.pap as keyof typeof PAP];
  const level = levelKey(view);
  return (
    <Cluster>
      {level && <StateBadge tone="danger">{words(level)}</StateBadge>}
      <TlpMark level={view.tlp.toUpperCase() as Tlp} meaning={tlp.meaning[locale]} />
      <PapMark level={view.pap.toUpperCase() as Pap} meaning={pap.meaning[locale]} />
      <StateBadge tone={stateTones[view.state]}>{words(`states.${view.state}`)}</StateBadge>
    </Cluster>
  );
}

function ExportMenu({ view, sees }: Pick<FilePage, 'view' | 'sees'>) {
  const t = useTranslations('incidents.file.header');
  const base = `/incidents/${view.number}/export`;
  // For named recipients only: nothing that tools exchange.
  const red = view.tlp === 'red';
  return (
    <Menu label={t('export')} framed>
      <MenuLink href={`${base}/pdf`} document>{t('pdf')}</MenuLink>
      {!red && <MenuLink href={`${base}/json`} document>{t('json')}</MenuLink>}
      {!red && <MenuLink href={`${base}/iodef`} document>{t('iodef')}</MenuLink>}
      {!red && sees.indicators && <MenuLink href={`${base}/misp`} document>{t('misp')}</MenuLink>}
      {!red && sees.indicators && <MenuLink href={`${base}/stix`} document>{t('stix')}</MenuLink>}
    </Menu>
  );
}

/** The one primary act that the state of the file calls for. */
function NextAct({ page: { view, may, key } }: { page: FilePage }) {
  const t = useTranslations('incidents.file.header');
  const base = `/incidents/${view.number}`;
  if (may.acknowledge) {
    return (
      <Form method="post" action={base}>
        <input type="hidden" name="intent" value="acknowledge" />
        <input type="hidden" name="key" value={key} />
        <Button variant="primary">{t('takeCharge')}</Button>
      </Form>
    );
  }
  if (view.state === 'acknowledged' && may.qualify) return <ButtonLink variant="primary" href={`${base}/qualification`}>{t('qualify')}</ButtonLink>;
  if (may.close) return <ButtonLink variant="primary" href={`${base}/cloture`}>{t('close')}</ButtonLink>;
  if (may.reopen) return <ButtonLink variant="primary" href={`${base}/cloture`}>{t('reopen')}</ButtonLink>;
  return null;
}

/** Title, marks and acts of a file, the same on each of its pages. */
export function FileHeader({ page }: { page: FilePage }) {
  const t = useTranslations('incidents.file');
  const { locale } = useReader();
  const { view } = page;
  return (
    <PageHeader
      breadcrumbs={
        <Breadcrumbs
          label={t('header.breadcrumbs')}
          items={[
            { key: 'incidents', label: t('header.incidents'), href: '/incidents' },
            { key: 'structure', label: view.organisation.name, href: `/incidents?structure=${view.organisation.id}` },
            { key: 'file', label: view.number },
          ]}
        />
      }
      title={titleIn(view.title, locale)}
      badges={<Badges view={view} />}
      actions={
        <>
          {page.may.export && <ExportMenu view={page.view} sees={page.sees} />}
          <NextAct page={page} />
        </>
      }
    />
  );
}
