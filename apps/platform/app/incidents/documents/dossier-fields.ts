import {
  CARE_IMPACTS, DATA_IMPACTS, DATA_LOSSES, defang, DETECTION_CHANNELS, HELP_KINDS, INCIDENT_TYPES, type Indicator, NATURES, PAP, type Pap, SYSTEMS, TLP,
  type Tlp,
} from '@hygie/incident-exchange';
import { LEGAL_QUESTIONS } from '@hygie/obligations';
import { formatLength } from '../../ground/dates.ts';
import { seesPart } from '../sight.ts';
import { declared, known, listed, type DossierSource, type FieldReader, sentAct, sentWords, written } from './dossier-source.ts';
import { eventWords } from './event-words.ts';
import type { fr } from './messages.fr.ts';
import { levelWords, type Wording } from './wording.ts';

/** A heading of the dossiers; the complaint has its own, those of its printed sheet. */
export type FieldId = keyof typeof fr.fields;

const indicatorsInDossier = 100;

/** What the data lost, from the declaration and from what was answered since. */
function lostBy(source: DossierSource): ('confidentiality' | 'integrity' | 'availability')[] {
  const { effects } = declared(source);
  const { facts } = source.view;
  const holds = {
    confidentiality: effects.lost.includes('confidentiality') || effects.exfiltration === 'yes',
    integrity: effects.lost.includes('integrity') || facts.alteration === 'yes',
    availability: effects.lost.includes('availability') || facts.unavailability === 'yes' || facts.loss === 'yes',
  };
  return DATA_LOSSES.map(({ code }) => code).filter((code) => holds[code]);
}

/** The likely consequences for persons, one sentence for each thing lost. */
export function consequencesOf(source: DossierSource, { t }: Wording): string | null {
  return written(lostBy(source).map((code) => t(`incidents.documents.consequencesOf.${code}`)).join('\n'));
}

/** The measures taken, ticked and told. */
export function measuresOf(source: DossierSource, { t }: Wording): string | null {
  const { measures } = declared(source).help;
  return written(measures.map((code) => t(`incidents.documents.measures.${code}`)).join('\n'));
}

/** The indicators, defanged, one a line; undefined for a side that does not read them. */
export function indicatorLines({ view }: DossierSource): string | null | undefined {
  if (!seesPart(view.side, 'indicators')) return undefined;
  const lines = view.indicators.slice(0, indicatorsInDossier).map((one) => defang({ type: one.type as Indicator['type'], value: one.value }));
  return written(lines.join('\n'));
}

/** The chronology, one line an event. */
export function chronologyOf({ view }: DossierSource, wording: Wording): string | null {
  return written(view.events.map((event) => `${wording.instant(event.at)} – ${eventWords(event, wording)}`).join('\n'));
}

function legalAnswers({ view }: DossierSource, { locale }: Wording): string | null {
  return written(LEGAL_QUESTIONS.filter(({ key }) => view.facts[key] === 'yes').map(({ text }) => text[locale]).join('\n'));
}

function durationOf({ view }: DossierSource, { locale }: Wording): string | null {
  if (!view.startedAt || !view.facts.endedAt) return null;
  return formatLength(Date.parse(view.facts.endedAt) - view.startedAt.getTime(), locale);
}

const nis2Status: FieldReader = ({ profile }, { locale }) =>
  ({ none: { fr: 'Aucun', en: 'None' }, important: { fr: 'Entité importante', en: 'Important entity' }, essential: { fr: 'Entité essentielle', en: 'Essential entity' } })[
    profile.nis2Status as 'none' | 'important' | 'essential'
  ]?.[locale] ?? null;

/**
 * How each heading is filled. A heading without a reader is never known to the platform: it is printed as to be
 * completed. What was answered in the file wins over what was declared.
 */
export const fieldReaders: Partial<Record<FieldId, FieldReader>> = {
  organisation: ({ organisation }) => organisation.name,
  finess: ({ organisation }) => organisation.finess,
  siret: ({ organisation }) => organisation.siret,
  town: ({ organisation }) => written([organisation.postcode, organisation.town].filter(Boolean).join(' ')),
  category: ({ organisation }) => organisation.category,
  sites_hit: (source, wording) => wording.count(declared(source).structure.sitesHit),
  ose_status: ({ profile }, wording) => wording.answer(profile.isOse),
  nis2_status: nis2Status,
  declarant_name: (source) => declared(source).declarant.name,
  declarant_role: (source) => written(declared(source).declarant.role),
  declarant_phone: (source) => written(declared(source).declarant.phone),
  declarant_email: (source) => written(declared(source).declarant.email),
  declarant_delegate: (source, wording) => wording.answer(declared(source).declarant.delegate),
  technical_contact: (source) => written(declared(source).declarant.technicalContact),
  director: ({ people }) => people.director,
  rssi: ({ people }) => people.rssi,
  dpo: ({ people }) => people.dpo,
  ssi_mailbox: ({ profile }) => profile.ssiMailbox,
  emergency_phone: ({ profile }) => profile.emergencyPhone,
  started_at: ({ view }, wording) => wording.instant(view.startedAt),
  detected_at: ({ view }, wording) => wording.instant(view.facts.detectedAt),
  known_at: ({ view }, wording) => wording.instant(view.facts.knownAt),
  breach_known_at: ({ view }, wording) => wording.instant(view.facts.personalDataKnownAt ?? view.facts.knownAt),
  high_risk_known_at: ({ view }, wording) => wording.instant(view.facts.highRiskKnownAt),
  declared_at: ({ view }, wording) => wording.instant(view.declaredAt),
  ended_at: ({ view }, wording) => (view.facts.ongoing === 'yes' ? undefined : wording.instant(view.facts.endedAt)),
  detection: (source, wording) => known(DETECTION_CHANNELS, declared(source).facts.detection, wording),
  nature: ({ view }, wording) => known(NATURES, view.nature, wording),
  malicious: ({ view }, wording) => known(NATURES, view.nature, wording),
  type: ({ view }, wording) => known(INCIDENT_TYPES, view.typeCode, wording),
  description: (source) => declared(source).facts.description,
  provider: (source, wording) => written(declared(source).facts.providerName) ?? wording.answer(declared(source).facts.providerInvolved),
  systems: (source, wording) => listed(SYSTEMS, declared(source).facts.systems, wording),
  essential_system: ({ view }, wording) => wording.answer(view.facts.essentialSystemHit),
  level: ({ view }, wording) => levelWords(view, wording) ?? (view.mustDeclare === 'no' ? wording.t('incidents.documents.mustDeclare.no') : null),
  legal_answers: legalAnswers,
  care: ({ view }, wording) => known(CARE_IMPACTS, view.careImpact, wording),
  care_detail: (source) => written(declared(source).effects.careDetail),
  patients: (source, wording) => wording.count(declared(source).effects.patients),
  patient_harm: ({ view }, wording) => wording.answer(view.facts.patientHarm),
  data: (source, wording) => listed(DATA_IMPACTS, declared(source).effects.data, wording),
  data_lost: (source, wording) => listed(DATA_LOSSES, lostBy(source), wording),
  exfiltration: (source, wording) => wording.answer(declared(source).effects.exfiltration),
  categories_persons: (source, { t }) =>
    written((['patient', 'other_personal'] as const).filter((code) => declared(source).effects.data.includes(code)).map((code) => t(`incidents.documents.personsOf.${code}`)).join('\n')),
  persons: (source, wording) => wording.count(declared(source).effects.persons),
  categories_records: (source, { t }) =>
    written((['patient', 'other_personal', 'confidential'] as const).filter((code) => declared(source).effects.data.includes(code)).map((code) => t(`incidents.documents.recordsOf.${code}`)).join('\n')),
  encrypted: ({ view }, wording) => wording.answer(view.facts.dataEncrypted),
  consequences: consequencesOf,
  risk: ({ view }, { t }) => (view.facts.riskToPersons === 'unknown' ? null : t(`incidents.documents.risks.${view.facts.riskToPersons}`)),
  measures_taken: measuresOf,
  measures_detail: (source) => written(declared(source).help.measuresDetail),
  ongoing: ({ view }, wording) => wording.answer(view.facts.ongoing),
  informed_at: (source, wording) => sentWords(source, wording, 'persons.communication'),
  late_reason: ({ duty, view }) => {
    if (duty.state !== 'overdue' && duty.state !== 'done_late') return undefined;
    return written(view.acts.findLast((act) => act.duty === duty.id && act.reason !== '')?.reason ?? null);
  },
  first_reference: (source) => written(sentAct(source, 'cnil.notification')?.reference ?? null),
  help: (source, wording) => listed(HELP_KINDS, declared(source).help.help, wording),
  help_detail: (source) => written(declared(source).help.helpDetail) ?? undefined,
  act_cert: (source, wording) => sentWords(source, wording, 'cert_sante.declaration'),
  act_cnil: (source, wording) => sentWords(source, wording, 'cnil.notification', 'cnil.completion'),
  act_complaint: (source, wording) => sentWords(source, wording, 'complaint.filing'),
  act_anssi: (source, wording) => sentWords(source, wording, 'anssi_ose.declaration', 'anssi_oiv.declaration', 'nis2.early_warning', 'nis2.notification'),
  act_ansm: (source, wording) => sentWords(source, wording, 'materiovigilance.report'),
  cause: ({ view }) => view.cause,
  lessons: ({ view }) => written(view.lessons),
  tlp: ({ view }) => TLP[view.tlp as Tlp].label,
  pap: ({ view }) => PAP[view.pap as Pap].label,
  severity: (source, wording) => listed(CARE_IMPACTS, [source.view.careImpact], wording),
  duration: durationOf,
  progress: chronologyOf,
  indicators: indicatorLines,
  services_hit: ({ view }, wording) => wording.answer(view.facts.customersAffected),
};
