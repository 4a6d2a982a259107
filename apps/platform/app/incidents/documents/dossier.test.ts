import { readFileSync } from 'node:fs';
import { DUTY_IDS } from '@hygie/obligations';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { locales } from '../../ground/platform.ts';
import { complaintSheet } from '../reflex/complaint-sheet.ts';
import { complaintReaders } from './complaint-values.ts';
import { hostile, now, sampleSource } from './documents.fixture.ts';
import { type Dossier, dossierOf, missingIn } from './dossier.ts';
import { dossierDocument } from './dossier-document.ts';
import { fieldReaders } from './dossier-fields.ts';
import { dossierLayouts } from './dossier-layout.ts';
import { wordingFor } from './wording.ts';

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(new URL('schema/obligation-dossier-1.0.json', import.meta.url), 'utf8')));
const errorsOf = (dossier: object) => {
  validate(JSON.parse(JSON.stringify(dossier)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
const wording = wordingFor('fr', 'Europe/Paris');
const made = (duty: Parameters<typeof sampleSource>[0], options = {}) => dossierOf(sampleSource(duty, options), wording, now);
const field = (dossier: Dossier, id: string) => dossier.blocks.flatMap((block) => block.fields).find((one) => one.id === id);

describe('the dossier of each duty', () => {
  test.each(DUTY_IDS)('%s obeys its published schema in both languages, hostile texts included', (duty) => {
    for (const locale of locales) {
      for (const words of ['', hostile]) expect(errorsOf(dossierOf(sampleSource(duty, { words }), wordingFor(locale, 'Indian/Reunion'), now))).toEqual([]);
    }
  });

  test('the schema refuses a heading that is missing and yet has a value', () => {
    const dossier = made('cnil.notification');
    const first = dossier.blocks[0]!.fields[0]!;
    expect(errorsOf({ ...dossier, blocks: [{ ...dossier.blocks[0]!, fields: [{ ...first, missing: true }] }] })).not.toEqual([]);
  });

  test('names each heading once, and fills the complaint only by blanks that its sheet has', () => {
    for (const [duty, { blocks }] of Object.entries(dossierLayouts)) {
      const ids = blocks.flatMap(([, fields]) => fields);
      expect([duty, ids.length]).toEqual([duty, new Set(ids).size]);
    }
    const blanks = complaintSheet('fr').groups.flatMap((group) => group.fields.map((one) => one.id));
    expect(Object.keys(complaintReaders).filter((id) => !blanks.includes(id))).toEqual([]);
    const used = new Set(Object.values(dossierLayouts).flatMap(({ blocks }) => blocks.flatMap(([, fields]) => fields)));
    expect(Object.keys(fieldReaders).filter((id) => !used.has(id as never))).toEqual([]);
  });

  test('gives the same bytes for the same file at the same instant', () => {
    expect(JSON.stringify(made('cnil.notification'))).toBe(JSON.stringify(made('cnil.notification')));
  });
});

describe('what nobody answered yet', () => {
  test('is marked as to be completed, never printed as an answer', () => {
    const dossier = made('cnil.notification');
    expect(field(dossier, 'records')).toMatchObject({ value: null, missing: true });
    expect(field(dossier, 'risk')).toMatchObject({ value: null, missing: true });
    expect(JSON.stringify(dossier.blocks)).not.toContain('Ne sait pas encore');
    const rows = dossierDocument(dossier, 'Hygie', wording).sections.flatMap((one) => one.blocks).flatMap((block) => (block.kind === 'answers' ? block.rows : []));
    expect(rows.filter((row) => row.missing).map((row) => row.value)).toEqual(Array(missingIn(dossier)).fill('À compléter'));
    expect(missingIn(dossier)).toBeGreaterThan(5);
  });

  test('is left as a bracket in the draft of a message', () => {
    const { letter } = made('persons.communication');
    expect(letter).toContain('Pour toute question, ou pour exercer vos droits\u00a0: [à compléter]');
    expect(letter).toContain('Clinique des Trois Rivières');
  });
});

describe('the notification to the CNIL', () => {
  test('holds what RGPD 33(3) asks: nature, persons, records, DPO, consequences, measures', () => {
    const dossier = made('cnil.notification');
    const ids = dossier.blocks.flatMap((block) => block.fields).map((one) => one.id);
    for (const id of ['data_lost', 'categories_persons', 'persons', 'categories_records', 'records', 'dpo', 'consequences', 'measures_taken', 'measures_planned']) expect(ids).toContain(id);
    expect(field(dossier, 'categories_persons')?.value).toBe('Patients ou résidents');
    expect(field(dossier, 'data_lost')?.value).toBe('Disponibilité');
    expect(field(dossier, 'act_cert')?.value?.replace(/\s/g, ' ')).toBe('Envoyé le 23 nov. 2026 à 8 h 05, référence CS-2026-0099');
  });

  test('asks for the reason of a delay only once the deadline has passed', () => {
    const source = sampleSource('cnil.notification');
    expect(field(dossierOf(source, wording, now), 'late_reason')).toBeUndefined();
    const late = { ...source, duty: { ...source.duty, state: 'overdue' as const } };
    expect(field(dossierOf(late, wording, now), 'late_reason')).toMatchObject({ missing: true });
  });
});

describe('a side that does not see everything', () => {
  test('gets a complaint and an ANSSI dossier without indicators nor list of evidence', () => {
    for (const duty of ['complaint.filing', 'anssi_ose.declaration', 'nis2.final_report'] as const) {
      const ids = made(duty, { side: 'region' }).blocks.flatMap((block) => block.fields).map((one) => one.id);
      expect([duty, ids.includes('indicators'), ids.includes('evidence_list')]).toEqual([duty, false, false]);
    }
    expect(field(made('complaint.filing'), 'indicators')?.value).toContain('panel[.]evil[.]example');
  });
});
