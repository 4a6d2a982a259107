import { describe, expect, test } from 'vitest';
import type { Recipient } from '../alert.server.ts';
import { newCode } from '../../ground/secrets.ts';
import type { Audience } from '../sight.ts';
import { mayCarryWords, readersToTell, withoutCodes } from './mails.server.ts';

const recipient = (level: Recipient['level'], email: string, role: string | null = null): Recipient =>
  ({ level, email, role, organisation_id: '1', name: 'X', locale: 'fr' });

describe('a mail about a message', () => {
  test.each([
    ['red', 'mailbox', false], ['red', 'region', false],
    ['amber+strict', 'mailbox', true], ['amber+strict', 'structure', true], ['amber+strict', 'mandate', false], ['amber+strict', 'region', false],
    ['amber', 'region', true], ['green', 'mandate', true], ['clear', 'region', true],
  ] as const)('under TLP:%s, to the level %s, carries its words: %s', (tlp, level, carried) => {
    expect(mayCarryWords(tlp, level)).toBe(carried);
  });

  test('never carries a follow-up code that someone wrote in it', () => {
    for (let turn = 0; turn < 50; turn += 1) {
      const code = newCode();
      const sent = withoutCodes(`Mon code est ${code}, merci. Ou ${code.replaceAll('-', ' ')}.`);
      expect(sent).toBe('Mon code est ••••, merci. Ou ••••.');
    }
    const usual = 'Appelez avec deux vers bleu le 09 72 43 91 25, dossier INC-2026-0147, poste 2026-1123.';
    expect(withoutCodes(usual)).toBe(usual);
  });

  test('reaches the region for its own thread, and nobody for internal notes or those with a vendor', () => {
    const found = [recipient('mailbox', 'ssi@ch.example'), recipient('region', 'ars@region.example'), recipient('structure', 'rssi@ch.example', 'rssi')];
    const told = (audience: Audience) => readersToTell(audience, found).map((one) => one.email);
    expect(told('ars')).toEqual(['ars@region.example']);
    expect(told('cert')).toEqual(['ssi@ch.example']);
    expect([told('internal'), told('vendor')]).toEqual([[], []]);
  });

  test('never reaches someone who does not read its thread, when the structure has neither RSSI nor mandate', () => {
    const told = (audience: Audience, levels: Recipient['level'][]) =>
      readersToTell(audience, levels.map((level) => recipient(level, `${level}@sante.example`))).map((one) => one.level);
    expect(told('rssi', ['mailbox', 'region', 'nation'])).toEqual(['mailbox']);
    expect(told('rssi', ['region'])).toEqual([]);
    expect(told('rssi', ['region', 'nation'])).toEqual(['nation']);
    expect(told('declarant', ['mailbox', 'region'])).toEqual(['mailbox', 'region']);
    expect(told('cert', ['nation'])).toEqual(['nation']);
    expect(told('ars', ['mailbox', 'region', 'nation'])).toEqual(['region']);
  });
});
