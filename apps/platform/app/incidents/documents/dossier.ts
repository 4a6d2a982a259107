import { INCIDENT_TYPES, type Pap, type Tlp } from '@hygie/incident-exchange';
import { type DutyId, explain, type Instant, type Verdict } from '@hygie/obligations';
import type { Locale } from '../../ground/platform.ts';
import { titleIn } from '../stored-words.ts';
import { complaintSheet } from '../reflex/complaint-sheet.ts';
import { complaintReaders } from './complaint-values.ts';
import { consequencesOf, fieldReaders, type FieldId, measuresOf } from './dossier-fields.ts';
import { dossierLayouts } from './dossier-layout.ts';
import { declared, type DossierSource, type FieldReader, known } from './dossier-source.ts';
import type { Wording } from './wording.ts';

/** Identifier of the published schema, `schema/obligation-dossier-1.0.json`. */
export const DOSSIER_SCHEMA_ID = 'urn:hygie:schema:obligation-dossier:1.0';

/** A heading of a dossier; `missing` says that someone still has to fill it, and `value` is then null. */
export interface DossierField {
  id: string;
  label: string;
  value: string | null;
  missing: boolean;
}

/** A duty's dossier, ready to be sent or pasted into the portal of its addressee. Described by `schema/obligation-dossier-1.0.json`. */
export interface Dossier {
  $schema: typeof DOSSIER_SCHEMA_ID;
  version: '1.0';
  duty: DutyId;
  language: Locale;
  generatedAt: Instant;
  title: string;
  addressee: string;
  legalBasis: string;
  channel: { url: string | null; how: string };
  verdict: Verdict;
  because: string[];
  clock: { startsAt: Instant; dueAt: Instant | null; targetAt: Instant | null } | null;
  incident: { number: string; title: string; tlp: Tlp; pap: Pap };
  organisation: { name: string; finess: string | null; siret: string | null };
  blocks: { id: string; title: string; fields: DossierField[] }[];
  /** A message to read over and adapt, when the duty is to write to someone. */
  letter: string | null;
}

/** Fills the dossier of a duty from what the file says. Pure: the same file at the same instant gives the same dossier. */
export function dossierOf(source: DossierSource, wording: Wording, now: Date): Dossier {
  const { duty, view, organisation } = source;
  const { locale } = wording;
  return {
    $schema: DOSSIER_SCHEMA_ID, version: '1.0', duty: duty.id, language: locale, generatedAt: now.toISOString(),
    title: duty.title[locale], addressee: duty.addressee[locale], legalBasis: duty.legalBasis[locale],
    channel: { url: duty.channel.url, how: duty.channel.how[locale] },
    verdict: duty.verdict, because: duty.because.map((reason) => explain(reason, locale)),
    clock: duty.clock === null ? null : { startsAt: duty.clock.startsAt, dueAt: duty.clock.dueAt, targetAt: duty.clock.targetAt },
    incident: { number: view.number, title: titleIn(view.title, locale), tlp: view.tlp as Tlp, pap: view.pap as Pap },
    organisation: { name: organisation.name, finess: organisation.finess, siret: organisation.siret },
    blocks: blocksOf(source, wording),
    letter: letterOf(source, wording),
  };
}

/** How many headings of a dossier are still to be filled. */
export function missingIn(dossier: Dossier): number {
  return dossier.blocks.flatMap((block) => block.fields).filter((field) => field.missing).length;
}

function blocksOf(source: DossierSource, wording: Wording): Dossier['blocks'] {
  const { id } = source.duty;
  if (id === 'complaint.filing') {
    return complaintSheet(wording.locale).groups.map((group) => ({
      id: group.id, title: group.title,
      fields: group.fields.flatMap((field) => filled(field.id, field.label, complaintReaders[field.id], source, wording)),
    }));
  }
  return dossierLayouts[id].blocks
    .map(([block, fields]) => ({
      id: block, title: wording.t(`incidents.documents.blocks.${block}`),
      fields: fields.flatMap((field: FieldId) => filled(field, wording.t(`incidents.documents.fields.${field}`), fieldReaders[field], source, wording)),
    }))
    .filter((block) => block.fields.length > 0);
}

function filled(id: string, label: string, reader: FieldReader | undefined, source: DossierSource, wording: Wording): DossierField[] {
  const value = reader ? reader(source, wording) : null;
  return value === undefined ? [] : [{ id, label, value, missing: value === null }];
}

function letterOf(source: DossierSource, wording: Wording): string | null {
  const { id } = source.duty;
  const letter = id === 'complaint.filing' ? undefined : dossierLayouts[id].letter;
  if (!letter) return null;
  const { t } = wording;
  const { view, organisation, people, profile } = source;
  const blank = t('incidents.documents.dossier.placeholder');
  const read = (field: FieldId) => fieldReaders[field]?.(source, wording) ?? blank;
  const type = known(INCIDENT_TYPES, view.typeCode, wording) ?? blank;
  const date = wording.instant(view.facts.personalDataKnownAt ?? view.facts.knownAt) ?? blank;
  const consequences = consequencesOf(source, wording) ?? blank;
  const measures = measuresOf(source, wording)?.replaceAll('\n', ', ') ?? blank;
  if (letter === 'persons') {
    return t('incidents.documents.letters.persons', {
      date, type, consequences, measures, organisation: organisation.name, data: read('categories_records').replaceAll('\n', ', '), dpo: people.dpo ?? blank,
    });
  }
  return t('incidents.documents.letters.customers', {
    date, type, consequences, measures, number: view.number, description: declared(source).facts.description, persons: read('persons'),
    contact: [profile.ssiMailbox, profile.emergencyPhone].filter(Boolean).join(', ') || blank,
  });
}
