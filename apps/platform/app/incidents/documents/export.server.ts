import {
  anonymise, type Audience, AUDIENCES, type IncidentFile, mayShare, serialise, type Tlp, toIodef, toMisp, toStix,
} from '@hygie/incident-exchange';
import { z } from 'zod';
import type { Actor } from '../../ground/actor.ts';
import { type CommandContext, defineCommand, run } from '../../ground/command.server.ts';
import { HygieError } from '../../ground/errors.ts';
import { renderDocument } from '../../ground/pdf/render.server.ts';
import { type Locale, locales, type Platform } from '../../ground/platform.ts';
import { translator } from '../../messages.ts';
import { storedFacts } from '../facts.ts';
import { fileNumber } from '../file-number.ts';
import { journalOf, requireSide } from '../file.server.ts';
import { readTotals } from '../overview.server.ts';
import { incidentPolicy } from '../policy.ts';
import { type IncidentView, readMeasuresOf, viewOf } from '../file-view.server.ts';
import { fileDocument, sharedDocument, type WholeFile } from './file-document.ts';
import { incidentExport } from './file-json.ts';
import { isWide } from './file-sections.ts';
import { readIncidentFile } from './incident-file.server.ts';
import { jsonBytes, type MadeDocument, sealDocument } from './made-document.server.ts';
import { type Wording, wordingFor } from './wording.ts';

/** Formats in which a whole file leaves. */
export const exportFormats = ['pdf', 'json', 'iodef', 'misp', 'stix'] as const;

/** A format in which a whole file leaves. */
export type ExportFormat = (typeof exportFormats)[number];

interface ExportSource {
  file: IncidentFile;
  /** Null for an audience too wide for names, threads and proofs. */
  whole: WholeFile | null;
  issuer: string;
  now: Date;
  wording: Wording;
}

/** One format: how its bytes are made, how it is typed and named. A new format is one entry. */
const writers: Record<ExportFormat, { extension: string; mediaType: string; write: (source: ExportSource) => Buffer | Promise<Buffer> }> = {
  pdf: {
    extension: 'pdf', mediaType: 'application/pdf',
    write: ({ file, whole, issuer, now, wording }) => renderDocument(whole ? fileDocument(whole, issuer, now, wording) : sharedDocument(file, now, wording)),
  },
  json: { extension: 'json', mediaType: 'application/json', write: ({ file, whole, wording }) => jsonBytes(incidentExport(file, whole, wording)) },
  iodef: { extension: 'iodef.json', mediaType: 'application/json', write: ({ file }) => Buffer.from(serialise(toIodef(file))) },
  misp: { extension: 'misp.json', mediaType: 'application/json', write: ({ file }) => Buffer.from(serialise(toMisp(file))) },
  stix: { extension: 'stix.json', mediaType: 'application/stix+json;version=2.1', write: ({ file }) => Buffer.from(serialise(toStix(file))) },
};

/**
 * Makes an export of a whole file and journals it with its format, audience and digest, in one transaction: what is
 * journaled is what left. Refused with `sharing_forbidden` when the mark (TLP 2.0) does not reach the audience; red only
 * leaves as the PDF marked on each page, since data made for tools is passed on without anyone reading its mark. Beyond
 * the organisation and its clients, only the file without identities leaves.
 */
export const makeExport = defineCommand({
  name: 'incident.export',
  input: z.strictObject({
    number: fileNumber,
    format: z.enum(exportFormats),
    audience: z.enum(AUDIENCES).default('named_recipients'),
    locale: z.enum(locales),
    timeZone: z.string().min(1).max(60),
  }),
  permission: incidentPolicy.export,
  async handle({ tx, actor, platform }, input) {
    const row = await tx.selectFrom('incident').selectAll().where('number', '=', input.number).executeTakeFirst();
    if (!row) throw new HygieError('not_found');
    await requireSide(tx, actor, incidentPolicy.export, row.organisation_id);
    requireSharing(row.tlp as Tlp, input.audience, input.locale);
    requirePrintedWhenRed(row.tlp, input.format, input.locale);
    const source = await readSource({ tx, actor, platform }, { ...row, facts: storedFacts.parse(row.facts) }, input);
    const { extension, mediaType, write } = writers[input.format];
    const made = sealDocument(await write(source), `${source.file.number}.${extension}`, mediaType);
    return {
      result: made,
      journal: [journalOf(row, { format: input.format, audience: input.audience, tlp: row.tlp, pap: row.pap, sha256: made.sha256, size: made.bytes.byteLength })],
    };
  },
});

/** What an export is asked for. */
export interface WantedExport {
  number: string;
  format: ExportFormat;
  audience?: Audience;
  locale: Locale;
  /** Time zone of the dates in a printed export: the reader's. */
  timeZone: string;
}

/** A file exported for someone signed in. Throws `not_found`, `forbidden`, `sharing_forbidden`. */
export function exportIncident(platform: Platform, actor: Actor, wanted: WantedExport): Promise<MadeDocument> {
  // Without a key: an export is made anew each time, and its bytes must not be kept as a receipt.
  return run(platform, actor, makeExport, wanted);
}

/** Refuses data made for tools under TLP:RED: it is passed on without anyone reading its mark. Throws `sharing_forbidden`. */
export function requirePrintedWhenRed(tlp: string, format: string, locale: Locale): void {
  if (tlp === 'red' && format !== 'pdf') throw new HygieError('sharing_forbidden', { detail: translator(locale)('incidents.documents.redIsPrinted') });
}

function requireSharing(tlp: Tlp, audience: Audience, locale: Locale): void {
  const { allowed, because } = mayShare({ tlp, audience });
  if (!allowed) throw new HygieError('sharing_forbidden', { detail: because.sentence[locale] });
}

async function readSource(
  { tx, actor, platform }: CommandContext,
  row: Parameters<typeof readIncidentFile>[1],
  { locale, timeZone, audience }: { locale: Locale; timeZone: string; audience: Audience },
): Promise<ExportSource> {
  const now = platform.now();
  const view = await viewOf(tx, actor, row.number, now);
  const { file, identities } = await readIncidentFile(tx, row, platform, { locale, side: view.side });
  const wide = isWide(audience);
  return {
    file: wide ? anonymise(file, identities).file : file,
    whole: wide ? null : { view: withoutWorkingNotes(view, audience), measures: (await readMeasuresOf(tx, view)).map(({ title }) => title), totals: await readTotals(tx, row, view.side) },
    issuer: platform.settings.instanceName, now, wording: wordingFor(locale, timeZone),
  };
}

// What an export hands over: never the internal notes of a side nor the talk with a vendor; the clients of the
// organisation only get what was said with the structure.
const handedOver: Partial<Record<Audience, readonly string[]>> = {
  named_recipients: ['declarant', 'rssi', 'ars', 'cert'],
  organisation: ['declarant', 'rssi', 'cert'],
  organisation_and_clients: ['declarant'],
};

function withoutWorkingNotes(view: IncidentView, audience: Audience): IncidentView {
  const threads = handedOver[audience] ?? [];
  return { ...view, messages: view.messages.filter((message) => threads.includes(message.audience)) };
}
