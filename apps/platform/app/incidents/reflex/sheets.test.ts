import { INCIDENT_TYPES } from '@hygie/incident-exchange';
import { describe, expect, test } from 'vitest';
import { complaintSheet } from './complaint-sheet.ts';
import { fieldGroups } from './complaint.ts';
import { complaintFields } from './content/complaint-fields.ts';
import { contacts } from './content/contacts.ts';
import { reflexSheet, reflexSheets } from './sheets.ts';
import { taxonomyToSheet } from './taxonomy.ts';

const sections = ['firstMinutes', 'firstHours', 'doNot', 'keepTrace'] as const;
type Content = { readonly path: string; readonly text: string };

/** Every text a reader may see, with the place where it is found; addresses and codes left out. */
function texts(value: unknown, path = ''): Content[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => !['id', 'url', 'mail', 'group', 'kind', 'article'].includes(key))
    .flatMap(([key, inner]) => texts(inner, `${path}/${key}`));
}
const everything = (locale: 'fr' | 'en'): Content[] => [
  ...reflexSheets(locale).flatMap((sheet) => texts(sheet, sheet.id)),
  ...texts(complaintSheet(locale), 'complaint'),
];
const figures = (text: string): string[] => (text.match(/\d+/g) ?? []).toSorted();

describe('the reflex sheets', () => {
  test('have the same names in both languages, each once', () => {
    const ids = reflexSheets('fr').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(reflexSheets('en').map(({ id }) => id)).toEqual(ids);
    expect(ids).toHaveLength(12);
  });

  test('have the same steps, reasons and contacts in both languages, and no empty text', () => {
    const french = everything('fr');
    const english = everything('en');
    expect(english.map(({ path }) => path)).toEqual(french.map(({ path }) => path));
    for (const { path, text } of [...french, ...english]) expect(text.trim(), path).not.toBe('');
  });

  test('are really translated: no sentence is left in French on an English sheet', () => {
    const french = everything('fr');
    for (const [index, { path, text }] of everything('en').entries()) {
      if (path.endsWith('/phone') || text.length < 25) continue;
      expect(text, path).not.toBe(french[index]?.text);
    }
  });

  test('give the same figures in both languages: deadlines, numbers, articles', () => {
    const english = everything('en');
    for (const [index, { path, text }] of everything('fr').entries()) {
      // The hours of a call desk are written as each language writes them: « 18 h », 18:00.
      if (/24\u00a0h sur 24/.test(text)) continue;
      expect(figures(english[index]?.text ?? ''), `${path}: ${text}`).toEqual(figures(text));
    }
  });

  test('are short enough to be read in the night', () => {
    for (const sheet of reflexSheets('fr')) {
      expect(sheet.firstMinutes.length, sheet.id).toBeLessThanOrEqual(7);
      for (const section of sections) {
        expect(sheet[section].length, `${sheet.id} ${section}`).toBeGreaterThanOrEqual(3);
        expect(sheet[section].length, `${sheet.id} ${section}`).toBeLessThanOrEqual(10);
      }
    }
  });

  test('never say the same thing twice on one sheet', () => {
    for (const locale of ['fr', 'en'] as const) {
      for (const sheet of reflexSheets(locale)) {
        const said = sections.flatMap((section) => sheet[section].map(({ text }) => text));
        expect(new Set(said).size, sheet.id).toBe(said.length);
        const called = sheet.whoToCall.map(({ id }) => id);
        expect(new Set(called).size, sheet.id).toBe(called.length);
      }
    }
  });

  test('follow French typography: a no-break space before « ; : ! ? » and inside quotation marks', () => {
    for (const { path, text } of everything('fr')) {
      expect(text, path).not.toMatch(/ [;:!?»]|« |[^\s\u00a0][;!?»]|[^\s\u00a0]:(?!\/\/)/);
      expect(text, path).not.toMatch(/'|\d \d/);
    }
  });

  test('end on sources, and give a way to call someone in every sheet', () => {
    for (const sheet of reflexSheets('fr')) {
      expect(sheet.sources.length, sheet.id).toBeGreaterThan(0);
      expect(sheet.whoToCall.length, sheet.id).toBeGreaterThan(0);
    }
  });

  test('an unknown name finds no sheet', () => {
    expect(reflexSheet('constructor', 'fr')).toBeUndefined();
    expect(reflexSheet('fraud', 'en').title).toMatch(/Fraud/);
  });
});

describe('whom to call', () => {
  test('the national numbers are those that the authorities publish', () => {
    expect(contacts.certSante.phone.replaceAll('\u00a0', '')).toBe('0972439125');
    expect(contacts.certFr.phone.replaceAll('\u00a0', '')).toBe('0171758468');
    expect(contacts.certFr.mail).toBe('cert-fr.cossi@ssi.gouv.fr');
    expect(contacts.cnil.url).toBe('https://notifications.cnil.fr');
    expect(contacts.reportingPortal.url).toBe('https://signalement.social-sante.gouv.fr');
  });

  test('a local contact has a blank to fill in and a public one a way to be reached', () => {
    for (const contact of reflexSheet('before', 'fr').whoToCall) {
      const reachable = (contact.phone ?? contact.mail ?? contact.url) !== undefined;
      expect(reachable, contact.id).toBe(!contact.toFillIn);
    }
  });
});

describe('the sheets shown beside the form', () => {
  test('exist for each type of incident, none twice', () => {
    const known = [...reflexSheets('fr').map(({ id }) => id as string), 'complaint'];
    expect(Object.keys(taxonomyToSheet)).toEqual(INCIDENT_TYPES.map(({ code }) => code));
    for (const [code, shown] of Object.entries(taxonomyToSheet)) {
      expect(new Set(shown).size, code).toBe(shown.length);
      for (const id of shown) expect(known, code).toContain(id);
    }
  });

  test('offer the complaint for no mere accident', () => {
    const accidents = INCIDENT_TYPES.filter(({ origin }) => origin === 'accidental').map(({ code }) => code);
    expect(accidents).toHaveLength(9);
    for (const code of accidents) expect(taxonomyToSheet[code], code).not.toContain('complaint');
    for (const code of ['ransomware', 'system_intrusion', 'data_theft'] as const) expect(taxonomyToSheet[code]).toContain('complaint');
  });
});

describe('the complaint sheet', () => {
  test('names the offences of articles 323-1 to 323-3-1 and the deadline of 72 h with its law', () => {
    const sheet = complaintSheet('fr');
    expect(sheet.offences.map(({ article }) => article)).toEqual(['323-1', '323-2', '323-3', '323-3-1']);
    expect(sheet.deadline.map(({ text, why }) => `${text} ${why ?? ''}`).join(' ')).toMatch(/72\u00a0h[^]*L\.12-10-1/);
  });

  test('prints every blank once, under a part of the form', () => {
    const printed = complaintSheet('en').groups.flatMap(({ fields }) => fields.map(({ id }) => id));
    expect(printed).toHaveLength(complaintFields.length);
    expect(new Set(printed).size).toBe(complaintFields.length);
    for (const { id, fields } of complaintSheet('fr').groups) {
      expect(fieldGroups).toContain(id);
      expect(fields.length, id).toBeGreaterThan(0);
    }
  });
});
