import { describe, expect, test } from 'vitest';
import { absences } from './absences.ts';
import { summary } from './assessment.ts';
import { accessibilityStatement, footerMention, statement } from './statement.ts';

const details = {
  organisation: 'GCS Exemple',
  contact: 'acces@exemple.test',
  address: 'https://hygie.exemple.test',
  date: '1er décembre 2026',
};
const everyText = (locale: 'fr' | 'en'): string[] =>
  accessibilityStatement(locale, details, summary()).flatMap(({ title, paragraphs, list }) => [
    title,
    ...paragraphs,
    ...list.map(({ text }) => text),
  ]);

describe('the accessibility statement', () => {
  test.each(['fr', 'en'] as const)('leaves no placeholder open and no empty text (%s)', (locale) => {
    for (const text of everyText(locale)) expect(text).toMatch(/^[^{}]+$/);
  });

  test.each(['fr', 'en'] as const)('names the organisation, its contact, its address, the date and the counts (%s)', (locale) => {
    const whole = everyText(locale).join('\n');
    for (const value of Object.values(details)) expect(whole).toContain(value);
    for (const count of Object.values(summary().byState)) expect(whole).toMatch(new RegExp(`\\b${count} (sur|of) 106`));
  });

  test('says that nothing was audited, in the footer and in the page', () => {
    expect(footerMention.fr).toContain('non conforme');
    expect(everyText('fr').join('\n')).toMatch(/non conforme[^]*pas encore été auditée/);
    expect(everyText('en').join('\n')).toMatch(/not compliant[^]*not been audited/);
  });

  test('gives the recourse to the Défenseur des droits, site and postal address', () => {
    const recourse = accessibilityStatement('fr', details, summary()).find(({ id }) => id === 'recourse');
    expect(recourse?.list.some(({ url }) => url?.startsWith('https://formulaire.defenseurdesdroits.fr'))).toBe(true);
    expect(recourse?.list.some(({ text }) => text.includes('Libre réponse 71120'))).toBe(true);
  });

  test('follows French typography: no plain space before a double punctuation mark', () => {
    const french = [...everyText('fr'), footerMention.fr, ...absences.map(({ reason }) => reason.fr)];
    for (const text of french) expect(text).not.toMatch(/ [;:!?»]|« /);
  });

  test('has each section once', () => {
    const sections = statement.map(({ id }) => id);
    expect(new Set(sections).size).toBe(sections.length);
  });
});
