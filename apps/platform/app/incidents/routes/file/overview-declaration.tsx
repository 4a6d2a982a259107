import { DETECTION_CHANNELS, entryOf } from '@hygie/incident-exchange';
import { useTranslations } from 'use-intl';
import { Card } from '../../../ui/card.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { Anchor } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { unlistedAt } from '../../declaration.ts';
import { defangText } from '../../defang-text.ts';
import type { FilePage } from './file-page.server.ts';
import { useReader } from './use-reader.ts';

/** For CERT Santé alone: whom to write to is the analyst's decision, and the platform never writes there by itself. */
function VendorContact({ address }: { address: string }) {
  const t = useTranslations('incidents.file.said');
  return <DescriptionList items={[{ key: 'vendorContact', term: t('vendorContact'), value: <>{address || t('notSaid')}<p className="secondary">{t('vendorContactHelp')}</p></> }]} />;
}

/** The declaration in the words of the declarant, never rewritten. */
export function DeclarationCard({ file }: { file: FilePage }) {
  const t = useTranslations('incidents.file.said');
  const common = useTranslations('common');
  const { locale } = useReader();
  const { declaration: given, declarationVersion } = file.view;
  const description = given.kind === 'incident' ? given.facts.description : given.weakness.description;
  const rest = given.kind === 'incident'
    ? [
        { key: 'detection', term: t('detection'), value: entryOf(DETECTION_CHANNELS, given.facts.detection).label[locale] },
        { key: 'provider', term: t('provider'), value: [common(given.facts.providerInvolved), given.facts.providerName].filter(Boolean).join(' · ') },
        { key: 'device', term: t('device'), value: common(given.effects.medicalDevice) },
        { key: 'sites', term: t('sites'), value: given.structure.sitesHit ?? t('notSaid') },
        { key: 'ongoing', term: t('ongoing'), value: common(given.help.ongoing) },
        { key: 'measures', term: t('measures'), value: given.help.measuresDetail || t('notSaid') },
        { key: 'help', term: t('help'), value: given.help.helpDetail || t('notSaid') },
        { key: 'contact', term: t('technical'), value: given.declarant.technicalContact || t('notSaid') },
      ]
    : [];
  const unlisted = unlistedAt(given, file.view.organisation.id);
  const moving = `/incidents/${file.view.number}/rattachement`;
  return (
    <Card title={t('title')} aside={t('version', { version: declarationVersion })}>
      {unlisted && (
        <Notice tone="warning" title={t('unlisted')}>
          <p>{[unlisted.name, unlisted.town, unlisted.identifier].filter(Boolean).join(' · ')}</p>
          <p>{t('unlistedText', { organisation: file.view.organisation.name })}</p>
          {file.may.move && <p><Anchor href={`${moving}?${new URLSearchParams({ q: `${unlisted.name} ${unlisted.town}` })}`}>{t('attachToStructure')}</Anchor></p>}
        </Notice>
      )}
      {!unlisted && given.structure.unlisted && <p className="secondary">{t('listedSince', { name: given.structure.unlisted.name, town: given.structure.unlisted.town })}</p>}
      {!unlisted && file.may.move && <p><Anchor href={moving}>{t('correctStructure')}</Anchor></p>}
      <blockquote className="message-body">{defangText(description)}</blockquote>
      {given.kind === 'weakness' && file.view.side === 'nation' && <VendorContact address={given.weakness.vendorContact} />}
      {rest.length > 0 && (
        <Disclosure summary={t('rest')} quiet>
          <DescriptionList items={rest} />
        </Disclosure>
      )}
    </Card>
  );
}
