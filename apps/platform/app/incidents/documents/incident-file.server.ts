import { type AnonymiseInput, type IncidentFile, type NatureCode, type StructureTypeCode } from '@hygie/incident-exchange';
import type { Tx } from '../../ground/database.server.ts';
import type { Locale, Platform } from '../../ground/platform.ts';
import { declaration, unlistedAt } from '../declaration.ts';
import { readStructureWords, type StructureWords } from '../structure-words.server.ts';
import type { HeldFile } from '../file.server.ts';
import { mostIndicators } from '../limits.ts';
import { eventFor, seesPart, type Side } from '../sight.ts';
import { titleIn } from '../stored-words.ts';
import { readOwnDomains } from '../own-domains.server.ts';
import { eventWords } from './event-words.ts';
import { wordingFor } from './wording.ts';

/** A file in the neutral shape that every export starts from, and the identities that a bulletin must not carry. */
export interface ExportedFile {
  file: IncidentFile;
  identities: AnonymiseInput;
}

/** The columns of a file that an export reads. */
export type ExportedRow = Pick<
  HeldFile,
  'organisation_id' | 'id' | 'number' | 'title' | 'declaration' | 'facts' | 'declared_at' | 'started_at' | 'nature' | 'type_code' | 'care_impact' | 'tlp' | 'pap' | 'cause' | 'lessons'
>;

const structureTypes: Record<string, StructureTypeCode> = {
  public: 'hospital_public', non_profit: 'hospital_nonprofit', private: 'hospital_private', medico_social: 'medico_social',
  laboratory: 'laboratory', radiotherapy: 'radiotherapy', military: 'armed_forces',
};

/** For whom a file is read: texts that the platform wrote as codes are said in `locale`; the side decides the parts. */
export interface ExportReader {
  locale: Locale;
  side: Side;
}

/**
 * Reads a file for export, without the parts that its reader's side does not read. Bounded: 2,000 indicators, 2,000
 * lines of chronology, the latest.
 */
export async function readIncidentFile(
  tx: Tx,
  row: ExportedRow,
  platform: Platform,
  { locale, side }: ExportReader = { locale: 'fr', side: 'nation' },
): Promise<ExportedFile> {
  const given = declaration.parse(row.declaration);
  const organisation = await tx.selectFrom('organisation').selectAll().where('id', '=', row.organisation_id).executeTakeFirstOrThrow();
  const wording = wordingFor(locale, organisation.time_zone);
  const incident = given.kind === 'incident' ? given : null;
  const { settings } = platform;
  const issuer = { name: settings.instanceName, domain: settings.publicUrl.hostname };
  const file: IncidentFile = {
    version: '1.0', uuid: row.id, number: row.number, title: titleIn(row.title, locale), generatedAt: platform.now().toISOString(), issuer,
    organisation: {
      name: unlistedAt(given, organisation.id)?.name ?? organisation.name, finessEj: organisation.finess_ej, finessEt: organisation.finess_et, siret: organisation.siret,
      structureType: structureTypes[organisation.sector] ?? 'other', sector: 'health',
    },
    times: {
      started: row.started_at?.toISOString() ?? null, startIsEstimated: incident?.facts.startEstimated ?? false,
      detected: row.facts.detectedAt, declared: row.declared_at.toISOString(), ended: row.facts.endedAt,
    },
    detection: incident?.facts.detection ?? 'unknown',
    nature: row.nature as NatureCode,
    type: row.type_code as IncidentFile['type'],
    description: given.kind === 'incident' ? given.facts.description : given.weakness.description,
    impacts: {
      care: row.care_impact as IncidentFile['impacts']['care'], careDetail: incident?.effects.careDetail ?? '', patients: incident?.effects.patients ?? null,
      data: incident?.effects.data ?? [], lost: incident?.effects.lost ?? [], exfiltration: incident?.effects.exfiltration ?? 'unknown',
      persons: incident?.effects.persons ?? null,
    },
    systems: incident?.facts.systems ?? [],
    tlp: row.tlp as IncidentFile['tlp'], pap: row.pap as IncidentFile['pap'],
    indicators: seesPart(side, 'indicators') ? await readIndicators(tx, row) : [],
    ownDomains: await readOwnDomains(tx, row.organisation_id, given),
    timeline: (await readEvents(tx, row)).flatMap((one) => eventFor(side, one) ?? []).map((one) => ({ at: one.occurred_at.toISOString(), text: eventWords(one, wording) })),
    contacts: seesPart(side, 'declarant_contact') ? [{ role: 'declarant', email: given.declarant.email || null, phone: given.declarant.phone || null }] : [],
    measures: (incident?.help.measures ?? []).map((code) => wording.t(`incidents.documents.measures.${code}`)),
    help: incident?.help.help ?? [],
    cause: seesPart(side, 'closing') ? row.cause : null, lessons: seesPart(side, 'closing') ? row.lessons : null, related: [],
  };
  return { file, identities: identitiesOf(row, await readStructureWords(tx, row.organisation_id, given), given, issuer) };
}

async function readIndicators(tx: Tx, row: ExportedRow): Promise<IncidentFile['indicators']> {
  const rows = await tx
    .selectFrom('incident_indicator')
    .select(['type', 'value', 'comment'])
    .where('organisation_id', '=', row.organisation_id)
    .where('incident_id', '=', row.id)
    .where('withdrawn_at', 'is', null)
    .orderBy('type')
    .orderBy('value')
    .limit(mostIndicators)
    .execute();
  return rows.map((one) => ({ type: one.type as IncidentFile['indicators'][number]['type'], value: one.value, firstSeen: null, lastSeen: null, comment: one.comment }));
}

/** The chronology in order; past 2,000 lines, the latest. */
async function readEvents(tx: Tx, row: ExportedRow) {
  const latest = await tx
    .selectFrom('incident_event')
    .select(['kind', 'occurred_at', 'text'])
    .where('organisation_id', '=', row.organisation_id)
    .where('incident_id', '=', row.id)
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .limit(2_000)
    .execute();
  return latest.toReversed();
}

function identitiesOf(
  row: ExportedRow,
  { names, towns, numbers }: StructureWords,
  given: ReturnType<typeof declaration.parse>,
  issuer: IncidentFile['issuer'],
): AnonymiseInput {
  return {
    bulletinNumber: row.number.replace(/^(INC|SIG)/, 'BUL'), issuer,
    organisations: names, towns,
    people: [given.declarant.name, given.declarant.technicalContact].filter(Boolean),
    hosts: [], others: numbers,
  };
}
