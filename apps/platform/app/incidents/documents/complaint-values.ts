import { CARE_IMPACTS, DATA_IMPACTS, DETECTION_CHANNELS, SYSTEMS } from '@hygie/incident-exchange';
import { seesPart } from '../sight.ts';
import { chronologyOf, indicatorLines } from './dossier-fields.ts';
import { declared, type FieldReader, known, listed, sentAct, written } from './dossier-source.ts';

/** How the blanks of the complaint sheet are filled, by the identifier of each blank (reflex/content/complaint-fields.ts). */
export const complaintReaders: Readonly<Record<string, FieldReader>> = {
  victim_name: ({ organisation }) => organisation.name,
  victim_siret: ({ organisation }) => organisation.siret,
  victim_finess: ({ organisation }) => organisation.finess,
  signatory_name: ({ people }) => people.director,
  technical_contact: (source) => written(declared(source).declarant.technicalContact),
  known_at: ({ view }, wording) => wording.instant(view.facts.knownAt),
  started_at: ({ view }, wording) => wording.instant(view.startedAt),
  ended_at: ({ view }, wording) => (view.facts.ongoing === 'yes' ? undefined : wording.instant(view.facts.endedAt)),
  account_of_facts: (source, wording) => written([declared(source).facts.description, chronologyOf(source, wording)].filter(Boolean).join('\n\n')),
  discovered_by: (source, wording) => known(DETECTION_CHANNELS, declared(source).facts.detection, wording),
  systems: (source, wording) => listed(SYSTEMS, declared(source).facts.systems, wording),
  providers: (source) => written(declared(source).facts.providerName),
  entry_point: ({ view }) => written(view.cause),
  care_effects: (source, wording) =>
    written([known(CARE_IMPACTS, source.view.careImpact, wording), declared(source).effects.careDetail].filter(Boolean).join('\n')),
  data_effects: (source, wording) => listed(DATA_IMPACTS, declared(source).effects.data, wording),
  persons_count: (source, wording) => wording.count(declared(source).effects.persons),
  indicators: indicatorLines,
  evidence_list: ({ view }, wording) =>
    seesPart(view.side, 'attachments')
      ? written(view.attachments.map((one) => `${wording.instant(one.createdAt)} – ${one.name} (SHA-256 ${one.sha256})`).join('\n'))
      : undefined,
  report_number: (source) => written(sentAct(source, 'cert_sante.declaration')?.reference ?? null),
  cnil_notified_at: (source, wording) => wording.instant(sentAct(source, 'cnil.notification')?.at ?? null),
  filed_at: (source, wording) => wording.instant(sentAct(source, 'complaint.filing')?.at ?? null),
  filed_with: (source) => written(sentAct(source, 'complaint.filing')?.reference ?? null),
};
