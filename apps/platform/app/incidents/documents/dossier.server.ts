import { type DutyId, DUTY_IDS } from '@hygie/obligations';
import { z } from 'zod';
import type { Actor } from '../../ground/actor.ts';
import { defineCommand, run } from '../../ground/command.server.ts';
import type { Tx } from '../../ground/database.server.ts';
import { HygieError } from '../../ground/errors.ts';
import { renderDocument } from '../../ground/pdf/render.server.ts';
import { type Locale, locales, type Platform } from '../../ground/platform.ts';
import { readRecipients, type Recipient } from '../alert.server.ts';
import { structureOf, unlistedAt } from '../declaration.ts';
import { takesDossier } from '../dossier-taking.ts';
import { journalOf } from '../file.server.ts';
import { fileNumber } from '../file-number.ts';
import { incidentPolicy } from '../policy.ts';
import { type IncidentView, viewOf } from '../file-view.server.ts';
import { seesPart } from '../sight.ts';
import { jsonBytes, type MadeDocument, sealDocument } from './made-document.server.ts';
import { type Dossier, dossierOf } from './dossier.ts';
import { dossierDocument } from './dossier-document.ts';
import type { DossierSource } from './dossier-source.ts';
import { requirePrintedWhenRed } from './export.server.ts';
import { wordingFor } from './wording.ts';

/** Formats of a dossier. */
export const dossierFormats = ['pdf', 'json'] as const;

/** A format of a dossier. */
export type DossierFormat = (typeof dossierFormats)[number];

/**
 * Makes the ready dossier of a duty, and journals that it was taken. What the reader's side does not see is not in it.
 * An authority takes it for a structure that the register does not know, which has nobody here: CERT Santé everywhere.
 * Refused with `sharing_forbidden` as data under TLP:RED, as an export is: only the marked PDF leaves. Dates are in the structure's time zone, as its authorities read them.
 */
export const makeDossier = defineCommand({
  name: 'incident.dossier',
  input: z.strictObject({ number: fileNumber, duty: z.enum(DUTY_IDS), format: z.enum(dossierFormats), locale: z.enum(locales) }),
  permission: incidentPolicy.dossier,
  async handle({ tx, actor, platform }, input) {
    const now = platform.now();
    const view = await viewOf(tx, actor, input.number, now);
    if (actor.kind === 'person' && !takesDossier(view.roles, { declaration: view.declaration, organisationId: view.organisation.id })) throw new HygieError('forbidden');
    requirePrintedWhenRed(view.tlp, input.format, input.locale);
    const duty = view.duties.find((one) => one.id === input.duty);
    // A weakness has no duty.
    if (!duty) throw new HygieError('not_found');
    const wording = wordingFor(input.locale, view.organisation.timeZone);
    const dossier = dossierOf({ view, duty, ...(await readStructure(tx, view)) }, wording, now);
    const bytes = input.format === 'json' ? jsonBytes(dossier) : await renderDocument(dossierDocument(dossier, platform.settings.instanceName, wording));
    const made = sealDocument(bytes, `${view.number}-${input.duty}.${input.format}`, input.format === 'pdf' ? 'application/pdf' : 'application/json');
    return { result: made, journal: [journalOf({ organisation_id: view.organisation.id, id: view.id, number: view.number }, { duty: input.duty, format: input.format, sha256: made.sha256 })] };
  },
});

/** The dossier of a duty, made now. Throws `not_found` (out of scope, or a file without duties), `forbidden`, `sharing_forbidden`. */
export function dossierFor(
  platform: Platform,
  actor: Actor,
  wanted: { number: string; duty: DutyId; format: DossierFormat; locale: Locale },
): Promise<MadeDocument> {
  // Without a key: a document is made anew each time, and its bytes must not be kept as a receipt.
  return run(platform, actor, makeDossier, wanted);
}

/** The dossier as data, for a page that shows what is missing before it is printed. Null when the file has no such duty. */
export async function dossierOn(tx: Tx, view: IncidentView, id: DutyId, locale: Locale, now: Date): Promise<Dossier | null> {
  const duty = view.duties.find((one) => one.id === id);
  if (!duty || !seesPart(view.side, 'obligations')) return null;
  return dossierOf({ view, duty, ...(await readStructure(tx, view)) }, wordingFor(locale, view.organisation.timeZone), now);
}

// A structure that the register does not know has neither profile nor people here: those found are its region's.
async function readStructure(tx: Tx, view: IncidentView): Promise<Pick<DossierSource, 'organisation' | 'profile' | 'people'>> {
  const { id } = view.organisation;
  const listed = unlistedAt(view.declaration, id) === null;
  const row = await tx
    .selectFrom('organisation')
    .select(['name', 'town', 'postcode', 'finess_ej', 'finess_et', 'siret', 'category_label'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const profile = !listed ? undefined : await tx
    .selectFrom('organisation_profile')
    .select(['is_ose', 'nis2_status', 'ssi_mailbox', 'emergency_phone'])
    .where('organisation_id', '=', id)
    .executeTakeFirst();
  const found = listed ? await readRecipients(tx, id) : [];
  return {
    organisation: structureOf(view.declaration, {
      name: row.name, town: row.town, postcode: row.postcode, siret: row.siret, category: row.category_label,
      finess: [row.finess_ej, row.finess_et].filter(Boolean).join(', ') || null, kind: 'whole', parentName: null,
    }, id),
    profile: {
      isOse: profile?.is_ose ?? 'unknown', nis2Status: profile?.nis2_status ?? 'unknown',
      ssiMailbox: profile?.ssi_mailbox ?? null, emergencyPhone: profile?.emergency_phone ?? null,
    },
    people: { director: holder(found, ['direction']), rssi: holder(found, ['rssi', 'referent_ssi']), dpo: holder(found, ['dpo']) },
  };
}

function holder(found: readonly Recipient[], roles: readonly string[]): string | null {
  const holders = roles.flatMap((role) => found.filter((one) => one.role === role && (one.level === 'structure' || one.level === 'mandate')));
  const first = holders.toSorted((a, b) => roles.indexOf(a.role ?? '') - roles.indexOf(b.role ?? '') || a.email.localeCompare(b.email))[0];
  return first ? `${first.name}, ${first.email}` : null;
}
