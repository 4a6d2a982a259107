import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { StateBadge } from '../../ui/badge.tsx';
import { Stack } from '../../ui/layout.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '../../ui/page-header.tsx';
import { TabsNav } from '../../ui/tabs-nav.tsx';
import type { Lineage } from '../lineage.ts';

/** What every page of one organisation shows at its head. */
export interface FrameData {
  lineage: Lineage;
  closed: boolean;
  /** Pages that the reader may open besides the record. */
  may: { readPeople: boolean; readMandates: boolean };
}

interface FrameProps extends FrameData {
  current: 'identity' | 'people' | 'mandates';
  /** What this page is about, when it is not the whole of its view. */
  subject?: string;
  /** Sentence for each act that the page may have just done. */
  done?: Record<string, string>;
  /** How to take back what was just done. */
  undo?: ReactNode;
  refusal?: ReactNode;
  children: ReactNode;
}

/** Head of the pages of an organisation: where it stands, its views, and what was just done. */
export function OrganisationFrame({ lineage, closed, may, current, subject, done = {}, undo, refusal, children }: FrameProps) {
  const t = useTranslations('organisations');
  const [parameters] = useSearchParams();
  const { organisation, ancestors } = lineage;
  const home = `/organisations/${organisation.id}`;
  const act = parameters.get('fait') ?? '';
  const said = Object.hasOwn(done, act) ? done[act] : undefined;
  const tabs = [
    { href: home, label: t('tabs.identity'), current: current === 'identity' },
    ...(may.readPeople ? [{ href: `${home}/personnes`, label: t('tabs.people'), current: current === 'people' }] : []),
    ...(may.readMandates ? [{ href: `${home}/mandats`, label: t('tabs.mandates'), current: current === 'mandates' }] : []),
  ];
  return (
    <Stack gap="large">
      <title>{`${subject ?? t(`tabs.${current}`)} · ${organisation.name} · Hygie`}</title>
      {refusal}
      <PageHeader
        title={organisation.name}
        subtitle={t(`kinds.${organisation.kind}`)}
        badges={closed ? <StateBadge tone="neutral">{t('identity.closed')}</StateBadge> : undefined}
        breadcrumbs={
          <Breadcrumbs
            label={t('breadcrumbs')}
            items={[
              { key: 'all', label: t('list.title'), href: '/organisations' },
              ...ancestors.map((step) => ({ key: step.id, label: step.name, href: `/organisations/${step.id}` })),
              { key: organisation.id, label: organisation.name },
            ]}
          />
        }
      />
      <TabsNav label={t('tabs.label')} tabs={tabs} />
      {said && !refusal ? <Notice tone="done" announced title={said}>{undo}</Notice> : null}
      {children}
    </Stack>
  );
}
