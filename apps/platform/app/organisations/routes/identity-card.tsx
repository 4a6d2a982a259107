import { useLocale, useTranslations } from 'use-intl';
import { Card } from '../../ui/card.tsx';
import { type Description, DescriptionList } from '../../ui/description-list.tsx';
import { Shape } from '../../ui/shape.tsx';
import { identifierFields } from '../identifier-fields.ts';
import { formatDate } from './format-date.ts';
import type { OrganisationRecord } from './organisation.server.ts';

/** What the public register says of an organisation; an identifier that looks wrong says why. */
export function IdentityCard({ record }: { record: OrganisationRecord }) {
  const t = useTranslations('organisations');
  const locale = useLocale();
  const { organisation, doubts } = record;
  const line = (key: string, term: string, value: string | null): Description[] => (value ? [{ key, term, value }] : []);
  const identifiers = identifierFields.flatMap((field): Description[] => {
    const value = organisation.identifiers[field];
    const doubt = doubts.find((candidate) => candidate.field === field);
    if (!value) return [];
    const shown = doubt ? <>{value} <Shape tone="warning" /> <span className="secondary">{t(`identity.doubts.${doubt.warning}`)}</span></> : value;
    return [{ key: field, term: t(`identity.${field}`), value: shown }];
  });
  return (
    <Card title={t('identity.title')} aside={organisation.longName}>
      <DescriptionList
        items={[
          { key: 'kind', term: t('identity.kind'), value: t(`kinds.${organisation.kind}`) },
          { key: 'sector', term: t('identity.sector'), value: t(`sectors.${organisation.sector as 'other'}`) },
          ...line('category', t('identity.category'), organisation.category),
          ...line('status', t('identity.legalStatus'), organisation.legalStatus),
          ...line('town', t('identity.address'), [organisation.postcode, organisation.town].filter(Boolean).join(' ')),
          ...identifiers,
          { key: 'zone', term: t('identity.timeZone'), value: organisation.timeZone },
          ...line('opened', t('identity.opened'), organisation.openedOn && formatDate(organisation.openedOn, locale)),
          ...line('closed', t('identity.closed'), organisation.closedOn && formatDate(organisation.closedOn, locale)),
          { key: 'source', term: t('identity.source'), value: t(`identity.sources.${organisation.source as 'finess'}`) },
        ]}
      />
    </Card>
  );
}
