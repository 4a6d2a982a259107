import { INCIDENT_TYPES } from '@hygie/incident-exchange';
import { useLocale, useTranslations } from 'use-intl';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { type ActiveFilter, FilterBar } from '../../../ui/filter-bar.tsx';
import { Cluster } from '../../../ui/layout.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { TabsNav } from '../../../ui/tabs-nav.tsx';
import { incidentStates } from '../../incident.ts';
import { cappedCount, urgencyOfLine } from './labels.ts';
import { queueHref, textMost, wholeQueue } from './queue-address.ts';
import type { QueuePage } from './queue-page.server.ts';

/** One tab a state, with how many files it holds; closed files are not counted, there may be years of them. */
export function StateTabs({ page }: { page: QueuePage }) {
  const t = useTranslations('incidents.file.queue');
  const words = useTranslations('incidents.states');
  const locale = useLocale();
  const { address, counts, countCap } = page;
  const open = counts.declared + counts.acknowledged + counts.qualified;
  const capped = (count: number) => cappedCount(count, countCap, locale);
  return (
    <TabsNav
      label={t('states')}
      tabs={[
        { href: queueHref(address, { state: 'open' }), label: t('open'), count: capped(open), current: address.state === 'open' },
        ...incidentStates.map((state) => ({
          href: queueHref(address, { state }),
          label: words(state),
          ...(state === 'closed' ? {} : { count: capped(counts[state]) }),
          current: address.state === state,
        })),
        { href: queueHref(address, { state: 'all' }), label: t('all'), current: address.state === 'all' },
      ]}
    />
  );
}

function useActive({ address, structureName }: QueuePage): ActiveFilter[] {
  const t = useTranslations('incidents.file.queue');
  const words = useTranslations('incidents');
  const common = useTranslations('common');
  const locale = useLocale();
  const type = INCIDENT_TYPES.find((one) => one.code === address.type);
  const said: [string, string | null, Partial<typeof address>][] = [
    ['text', address.text ? t('active.text', { text: address.text }) : null, { text: '' }],
    ['kind', address.kind ? words(`kinds.${address.kind}`) : null, { kind: null }],
    ['urgency', address.urgency ? t('active.urgency', { urgency: words(`urgencies.${urgencyOfLine(address.urgency).key}`) }) : null, { urgency: null }],
    ['type', type ? type.label[locale] : null, { type: null }],
    ['due', address.due ? t('active.due') : null, { due: false }],
    ['mine', address.mine ? t('active.mine') : null, { mine: false }],
    ['structure', address.organisationId ? (structureName ?? t('columns.structure')) : null, { organisationId: null }],
  ];
  return said.flatMap(([key, label, change]) =>
    label === null ? [] : [{ key, label, removeLabel: common('removeFilter', { name: label }), href: queueHref(address, change) }],
  );
}

/** Ready views: the questions that people ask every morning. */
function Presets({ page }: { page: QueuePage }) {
  const t = useTranslations('incidents.file.queue');
  return (
    <Cluster>
      <span className="secondary">{t('presets')}</span>
      {page.mayAcknowledge && <Anchor href={queueHref(wholeQueue, { state: 'declared' })}>{t('preset.declared')}</Anchor>}
      {page.mayAcknowledge && <Anchor href={queueHref(wholeQueue, { state: 'acknowledged' })}>{t('preset.acknowledged')}</Anchor>}
      {page.seesTerms && <Anchor href={queueHref(wholeQueue, { due: true })}>{t('preset.due')}</Anchor>}
      <Anchor href={queueHref(wholeQueue, { mine: true })}>{t('preset.mine')}</Anchor>
    </Cluster>
  );
}

/** Filters of the queue, kept in the address. */
export function QueueFilters({ page }: { page: QueuePage }) {
  const t = useTranslations('incidents.file.queue');
  const words = useTranslations('incidents');
  const common = useTranslations('common');
  const locale = useLocale();
  const { address } = page;
  const origins = { malicious: t('malicious'), accidental: t('accidental'), unknown: t('unknownOrigin') };
  return (
    <>
      <Presets page={page} />
      <FilterBar
        label={t('filters')}
        action="/incidents"
        submitLabel={common('filter')}
        activeLabel={common('activeFilters')}
        active={useActive(page)}
        clear={{ label: common('clearFilters'), href: queueHref(wholeQueue, { state: address.state }) }}
      >
        {address.state !== 'open' && <input type="hidden" name="etat" value={address.state} />}
        {address.due && <input type="hidden" name="delai" value="1" />}
        {address.mine && <input type="hidden" name="moi" value="1" />}
        {address.organisationId && <input type="hidden" name="structure" value={address.organisationId} />}
        <TextField name="q" type="search" label={common('search')} help={page.searchesIndicators ? t('searchHelp') : undefined} defaultValue={address.text} maxLength={textMost} />
        <SelectField
          name="genre" label={t('kind')} placeholder={t('all')} defaultValue={address.kind ?? ''}
          options={(['incident', 'weakness'] as const).map((value) => ({ value, label: words(`kinds.${value}`) }))}
        />
        <SelectField
          name="urgence" label={t('urgencyFrom')} placeholder={t('all')} defaultValue={address.urgency ? String(address.urgency) : ''}
          options={(['4', '3', '2'] as const).map((value) => ({ value, label: words(`urgencies.${value}`) }))}
        />
        <SelectField
          name="type" label={t('columns.type')} placeholder={t('all')} defaultValue={address.type ?? ''}
          options={INCIDENT_TYPES.map((one) => ({ value: one.code, label: one.label[locale], group: origins[one.origin] }))}
        />
      </FilterBar>
    </>
  );
}
