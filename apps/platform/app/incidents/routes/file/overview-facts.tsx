import {
  CARE_IMPACTS, DATA_IMPACTS, DATA_LOSSES, entryOf, HELP_KINDS, INCIDENT_TYPES, type ListEntry, NATURES, SYSTEMS,
} from '@hygie/incident-exchange';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { type Description, DescriptionList } from '../../../ui/description-list.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { Cluster } from '../../../ui/layout.tsx';
import type { Tone } from '../../../ui/shape.tsx';
import type { Colleague } from '../../colleagues.server.ts';
import type { Declaration, IncidentDeclaration } from '../../declaration.ts';
import type { FilePage } from './file-page.server.ts';
import { urgencyOfLine } from './labels.ts';
import { useReader } from './use-reader.ts';

type Named = Pick<Colleague, 'id' | 'name'>;

const careTones: Record<IncidentDeclaration['effects']['care'], Tone> = {
  none: 'done', unknown: 'info', degraded: 'warning', stopped: 'danger', transfers: 'danger', endangerment_potential: 'danger', endangerment_proven: 'danger',
};

/** The labels of codes of a shared list, joined; empty when there is none. */
export function labelsOf<Entry extends ListEntry>(list: readonly Entry[], codes: readonly Entry['code'][], locale: 'fr' | 'en'): string {
  return codes.map((code) => entryOf(list, code).label[locale]).join(', ');
}

type FactsTranslator = ReturnType<typeof useTranslations<'incidents.file.facts'>>;
type CommonTranslator = ReturnType<typeof useTranslations<'common'>>;

function incidentFacts(given: IncidentDeclaration, t: FactsTranslator, locale: 'fr' | 'en'): Description[] {
  const { effects, help, facts } = given;
  const data = [
    labelsOf(DATA_IMPACTS, effects.data, locale) || t('notSaid'),
    labelsOf(DATA_LOSSES, effects.lost, locale),
    effects.persons === null ? '' : t('persons', { count: effects.persons }),
    effects.exfiltration === 'unknown' ? t('exfiltrationUnknown') : effects.exfiltration === 'yes' ? t('exfiltration') : '',
  ];
  return [
    {
      key: 'care', term: t('care'),
      value: (
        <Cluster>
          <StateBadge tone={careTones[effects.care]}>{entryOf(CARE_IMPACTS, effects.care).label[locale]}</StateBadge>
          {effects.patients !== null && <span>{t('patients', { count: effects.patients })}</span>}
          {effects.careDetail && <span>{effects.careDetail}</span>}
        </Cluster>
      ),
    },
    { key: 'data', term: t('data'), value: data.filter(Boolean).join(' · ') },
    { key: 'systems', term: t('systems'), value: labelsOf(SYSTEMS, facts.systems, locale) || t('notSaid') },
    { key: 'measures', term: t('measures'), value: help.measures.map((one) => t(`taken.${one}`)).join(', ') || help.measuresDetail || t('notSaid') },
    { key: 'help', term: t('help'), value: labelsOf(HELP_KINDS, help.help, locale) || t('notSaid') },
  ];
}

function weaknessFacts(given: Extract<Declaration, { kind: 'weakness' }>, t: FactsTranslator, common: CommonTranslator): Description[] {
  const { vendor, product, version, weakness, exploited, vendorTold } = given.weakness;
  return [
    { key: 'vendor', term: t('vendor'), value: vendor },
    { key: 'product', term: t('product'), value: [product, version].filter(Boolean).join(' · ') || t('notSaid') },
    { key: 'weakness', term: t('weakness'), value: t(`weaknesses.${weakness}`) },
    { key: 'exploited', term: t('exploited'), value: common(exploited) },
    { key: 'told', term: t('vendorTold'), value: common(vendorTold) },
  ];
}

function HandOver({ file, colleagues }: { file: FilePage; colleagues: readonly Named[] }) {
  const t = useTranslations('incidents.file.facts');
  return (
    <Disclosure summary={t('handOver')} quiet>
      <Form method="post" action={`/incidents/${file.view.number}`} className="stack">
        <input type="hidden" name="intent" value="assign" />
        <input type="hidden" name="version" value={file.view.version} />
        <input type="hidden" name="key" value={`${file.key} hand`} />
        <SelectField name="person" label={t('handOverTo')} help={t('handOverHelp')} options={colleagues.map((one) => ({ value: one.id, label: one.name }))} />
        <FormActions>
          <Button size="small">{t('handOverAct')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

function Assigned({ file, colleagues }: { file: FilePage; colleagues: readonly Named[] }) {
  const t = useTranslations('incidents.file.facts');
  const { view, may } = file;
  const mayHandOver = may.assign && view.state !== 'declared';
  return (
    <Cluster>
      <span>{view.assignedTo ?? t(view.assigned ? 'elsewhere' : 'nobody')}</span>
      {mayHandOver && view.assignedTo !== file.personName && (
        <Form method="post" action={`/incidents/${view.number}`}>
          <input type="hidden" name="intent" value="assign" />
          <input type="hidden" name="version" value={view.version} />
          <input type="hidden" name="key" value={file.key} />
          <Button size="small">{t('takeOver')}</Button>
        </Form>
      )}
      {mayHandOver && colleagues.length > 0 && <HandOver file={file} colleagues={colleagues} />}
    </Cluster>
  );
}

/** What one must know first, as far as it was said. */
export function FactsCard({ file, colleagues }: { file: FilePage; colleagues: readonly Named[] }) {
  const t = useTranslations('incidents.file.facts');
  const words = useTranslations('incidents.urgencies');
  const common = useTranslations('common');
  const reader = useReader();
  const { view } = file;
  const given = view.declaration;
  const { declarant } = given;
  const urgency = urgencyOfLine(view.urgency);
  const nature = entryOf(NATURES, view.nature as (typeof NATURES)[number]['code']).label[reader.locale];
  const type = entryOf(INCIDENT_TYPES, view.typeCode as (typeof INCIDENT_TYPES)[number]['code']).label[reader.locale];
  const estimated = given.kind === 'incident' && given.facts.startEstimated ? t('estimated') : t('known');
  const contact = [declarant.name, declarant.role, declarant.delegate === 'yes' ? t('delegate') : ''].filter(Boolean).join(', ');
  const own = given.kind === 'incident' ? incidentFacts(given, t, reader.locale) : weaknessFacts(given, t, common);
  const items: Description[] = [
    { key: 'structure', term: t('structure'), value: [view.organisation.name, view.organisation.town, view.organisation.finess].filter(Boolean).join(' · ') },
    { key: 'urgency', term: t('urgency'), value: <StateBadge tone={urgency.tone}>{words(urgency.key)}</StateBadge> },
    ...(given.kind === 'incident'
      ? [
          { key: 'type', term: t('type'), value: `${type} · ${nature}` },
          { key: 'start', term: t('start'), value: view.startedAt ? `${reader.instant(view.startedAt)} (${estimated})` : t('notSaid') },
        ]
      : []),
    { key: 'declared', term: t('declared'), value: t('declaredAgo', { date: reader.instant(view.declaredAt), length: reader.length(reader.until(view.declaredAt)) }) },
    {
      key: 'declarant', term: t('declarant'),
      value: (
        <>
          {contact}
          {declarant.phone && <> · <a href={`tel:${declarant.phone.replace(/[^+\d]/g, '')}`}>{declarant.phone}</a></>}
          {declarant.email && <> · <a href={`mailto:${declarant.email}`}>{declarant.email}</a></>}
        </>
      ),
    },
    ...own,
    { key: 'assigned', term: t('assigned'), value: <Assigned file={file} colleagues={colleagues} /> },
  ];
  return (
    <Card title={t('title')}>
      <DescriptionList items={items} />
    </Card>
  );
}
