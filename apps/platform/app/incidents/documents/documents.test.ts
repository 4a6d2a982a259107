import { DUTY_IDS } from '@hygie/obligations';
import { describe, expect, test } from 'vitest';
import type { PrintedDocument } from '../../ground/pdf/printed-document.ts';
import { renderDocument } from '../../ground/pdf/render.server.ts';
import { locales } from '../../ground/platform.ts';
import { canonicalJson, fingerprint } from './canonical-json.ts';
import { declarationDocument, declarationPdf } from './declaration-pdf.server.ts';
import { canReadPdf, hostile, now, sampleDeclaration, sampleSource, sampleView, sampleWeakness, textOf } from './documents.fixture.ts';
import { dossierOf } from './dossier.ts';
import { dossierDocument } from './dossier-document.ts';
import { fileDocument } from './file-document.ts';
import { wordingFor } from './wording.ts';

const organisation = { name: 'Clinique des Trois Rivières', town: 'Valmont', finess: '990000001', timeZone: 'Europe/Paris' };
const recorded = (words: string, locale: 'fr' | 'en', declaration = sampleDeclaration(words) as Parameters<typeof declarationPdf>[1]['declaration']) => ({
  declaration, number: 'INC-2026-0147', declaredAt: '2026-11-23T07:05:00.000Z', organisation: { ...organisation, name: words || organisation.name }, locale,
});
/** The same text with plain spaces, whatever kind of space typography asked for. */
const plain = (text: string) => text.replace(/\s/g, ' ');
const long = `${hostile} `.repeat(100).slice(0, 8_000);

/** What each document kind prints of a text, short or of 8,000 characters. */
const kinds: Record<string, (words: string, locale: 'fr' | 'en') => PrintedDocument> = {
  'declaration of an incident': (words, locale) => declarationDocument(recorded(words, locale), words || 'Hygie', now),
  'report of a weakness': (words, locale) => declarationDocument(recorded(words, locale, sampleWeakness(words)), 'Hygie', now),
  'whole file': (words, locale) => fileDocument({ view: sampleView({ words }), measures: [words || 'Second facteur'] }, 'Hygie', now, wordingFor(locale, 'Indian/Reunion')),
  ...Object.fromEntries(DUTY_IDS.map((duty) => [`dossier ${duty}`, (words: string, locale: 'fr' | 'en') => {
    const wording = wordingFor(locale, 'Europe/Paris');
    return dossierDocument(dossierOf(sampleSource(duty, { words }), wording, now), 'Hygie', wording);
  }])),
};

const signs = (locale: string) => ['/MarkInfo', '/Marked true', '/StructTreeRoot', `/Lang (${locale})`, '<pdfuaid:part>1</pdfuaid:part>'];

describe.each(locales)('in the language %s', (locale) => {
  test.each(Object.keys(kinds))('%s is a tagged PDF/UA-1, even with code in every field', async (kind) => {
    for (const words of ['', hostile, long]) {
      const bytes = (await renderDocument(kinds[kind]!(words, locale))).toString('latin1');
      for (const sign of signs(locale)) expect(bytes).toContain(sign);
    }
  }, 60_000);

  test.skipIf(!canReadPdf)('what was typed is found as typed, on a machine that can read the text of a PDF', async () => {
    const typed = '#panic("x") $ 1/0 $ *gras* _it_ [ ] { } \\ @ref <label> `code` // /* #include "/etc/passwd"';
    for (const kind of ['declaration of an incident', 'whole file', 'dossier cnil.notification', 'dossier complaint.filing']) {
      const text = textOf(await renderDocument(kinds[kind]!(hostile, locale)));
      expect(text).toContain(typed);
      expect(text).toContain('facture[U+202E]gnp.exe');
      expect(text).not.toContain('\u202e');
    }
  });
});

describe('the receipt of a declaration', () => {
  const document = declarationDocument(recorded('', 'fr'), 'Hygie', now);

  test('carries the declaration itself, and the digest printed is that of the file carried', () => {
    const printed = JSON.stringify(document.sections);
    expect(document.attached?.verbatim).toBe(canonicalJson(sampleDeclaration()));
    expect(printed).toContain(fingerprint(JSON.parse(document.attached!.verbatim)));
  });

  test('says « Ne sait pas encore » for what is not known, and leaves out what was left empty', () => {
    const rows = document.sections.flatMap((section) => section.blocks).flatMap((block) => (block.kind === 'answers' ? block.rows : []));
    const value = (label: string) => rows.find((row) => row.label === label)?.value;
    expect(value('Des données sont sorties')).toBe('Ne sait pas encore');
    expect(value('Nombre de personnes dont les données sont concernées')).toBe('Ne sait pas encore');
    expect(value('Nom du prestataire')).toBeUndefined();
    expect(value('Heure du serveur (UTC)')).toBe('2026-11-23T07:05:00.000Z');
  });

  test('gives times in the zone of the structure', () => {
    const overseas = declarationDocument({ ...recorded('', 'fr'), organisation: { ...organisation, timeZone: 'Indian/Reunion' } }, 'Hygie', now);
    expect(plain(JSON.stringify(overseas.sections))).toContain('23 nov. 2026 à 11 h 05 (UTC+04:00)');
  });

  test('shows its mark, number, date and page count on every page', async () => {
    expect(document.mark.label).toBe('TLP:AMBER');
    expect([document.number, plain(document.issued)]).toEqual(['INC-2026-0147', 'émis le 23 nov. 2026 à 11 h 20']);
    const platform = { settings: { instanceName: 'Hygie' }, now: () => now } as Parameters<typeof declarationPdf>[0];
    const pdf = await declarationPdf(platform, recorded('', 'fr'));
    if (!canReadPdf) return;
    const text = textOf(pdf);
    for (const page of ['Page 1 sur 2', 'Page 2 sur 2']) expect(text).toContain(page);
    // Head and foot of two pages, and once for those who do not see heads and feet.
    expect(text.match(/TLP:AMBER/g)).toHaveLength(5);
    expect(text.match(/émis le 23 nov\. 2026 à 11 h 20/g)).toHaveLength(2);
  });
});

describe('the whole file', () => {
  const printed = (side: 'structure' | 'region') => JSON.stringify(fileDocument({ view: sampleView({ side }), measures: [] }, 'Hygie', now, wordingFor('fr', 'Europe/Paris')));

  test('shows the side of an ARS neither indicators nor attachments', () => {
    const seen = printed('region');
    expect(seen).not.toContain('panel[.]evil');
    expect(seen).not.toContain('c'.repeat(64));
    expect(printed('structure')).toContain('c'.repeat(64));
  });

  test('defangs the indicators', () => {
    const seen = printed('structure');
    expect(seen).toContain('panel[.]evil[.]example');
    expect(seen).not.toContain('panel.evil.example');
  });
});

describe('the printed file says one thing of each duty', () => {
  const answers = (options: Parameters<typeof sampleView>[0], heading: string) => {
    const { sections } = fileDocument({ view: sampleView(options), measures: [] }, 'Hygie', now, wordingFor('fr', 'Europe/Paris'));
    const blocks = sections.find((section) => section.heading === heading)?.blocks ?? [];
    return Object.fromEntries(blocks.flatMap((block) => (block.kind === 'answers' ? block.rows.map(({ label, value }) => [label, value]) : [])));
  };

  test('the declaration is compulsory and made, or compulsory and not made yet: never « to be made » once it is', () => {
    expect(answers({}, 'Synthèse')['Déclaration au CERT Santé']).toMatch(/^Obligatoire · faite le 23 nov\. 2026/);
    expect(answers({ acts: [] }, 'Synthèse')['Déclaration au CERT Santé']).toBe('Obligatoire · pas encore faite');
  });

  test('what is not known to be owed is not late', () => {
    const view = sampleView();
    const vague = view.duties.find((duty) => duty.verdict === 'undetermined' && duty.clock?.dueAt == null);
    expect(answers({}, vague?.title.fr ?? '')).toMatchObject({ Application: 'À déterminer' });
    expect(Object.keys(answers({}, vague?.title.fr ?? ''))).not.toContain('État');
  });

  test('what was recorded by mistake is read as cancelled', () => {
    const view = sampleView();
    const [act, ...others] = view.acts;
    const withdrawn = { ...act!, kind: 'withdrawn', was: 'sent', withdrawal: { at: now, author: 'Camille Aubrac', reason: 'Mauvais dossier.' } };
    const printed = JSON.stringify(fileDocument({ view: { ...view, acts: [withdrawn, ...others] }, measures: [] }, 'Hygie', now, wordingFor('fr', 'Europe/Paris')));
    expect(printed).toMatch(/Envoyé, annulé le 23 nov\. 2026[^"]* par Camille Aubrac\u00a0: Mauvais dossier\./);
  });
});

test('the printed file says that a long list is only its end, with how many lines there are in all, and which indicators are not for detection', () => {
  const view = sampleView();
  const print = (totals?: { events: number; attachments: number }, values = view.indicators) =>
    JSON.stringify(fileDocument({ view: { ...view, indicators: values }, measures: [], ...(totals ? { totals } : {}) }, 'Hygie', now, wordingFor('fr', 'Europe/Paris')));
  expect(print({ events: 1_204, attachments: 1 })).toMatch(/Les 4 dernières lignes, sur 1.204 en tout/);
  expect(print({ events: 4, attachments: 1 })).not.toContain('en tout');
  expect(print()).not.toContain('Hors détection');
  expect(print(undefined, [{ ...view.indicators[0]!, type: 'ipv4', value: '10.0.0.1', bar: 'private_address' }])).toContain('Hors détection\u00a0: Adresse privée');
});
