import { describe, expect, test } from 'vitest';
import type { Settings } from '../ground/platform.ts';
import { type AlertedFile, alertMails, chooseRecipients, type Recipient } from './alert.server.ts';

const recipient = (level: Recipient['level'], role: string | null = null): Recipient =>
  ({ level, email: `${level}@sante.example`, role, organisation_id: '1', name: 'X', locale: 'fr' });

describe('an alert reaches', () => {
  test.each([
    ['the mailbox and the region, when the structure has no RSSI', ['mailbox', 'region', 'nation'], ['mailbox', 'region']],
    ['whoever holds the mandate rather than the region', ['mailbox', 'mandate', 'region', 'nation'], ['mailbox', 'mandate']],
    ['the region, when the structure has nobody', ['region', 'nation'], ['region']],
    ['the national desk, when nobody else is known', ['nation'], ['nation']],
    ['nobody, when nobody is known', [], []],
  ] as const)('%s', (_title, levels, reached) => {
    expect(chooseRecipients(levels.map((level) => recipient(level))).map((one) => one.level)).toEqual([...reached].toSorted());
  });

  test('the structure alone, when it has its own RSSI', () => {
    expect(chooseRecipients([recipient('structure', 'rssi'), recipient('region'), recipient('nation')]).map((one) => one.level)).toEqual(['structure']);
  });
});

describe('an alert says', () => {
  const file: AlertedFile = {
    organisationId: '1', organisationName: 'Clinique', kind: 'incident', listed: true, id: '2', number: 'SIG-2026-0001', typeLabel: () => 'Type', declaredAt: '2026-01-05T12:00:00Z',
    careLabel: () => 'Soins', natureLabel: () => 'Nature', tlp: 'amber', timeZone: 'Europe/Paris',
  };
  const settings = { publicUrl: 'https://hygie.example' } as unknown as Settings;
  const mailTo = (level: Recipient['level'], said: Partial<AlertedFile>) => alertMails({ ...file, ...said }, [recipient(level)], settings)[0]!;

  test.each(['mailbox', 'structure', 'mandate', 'region', 'nation'] as const)('of a weakness, to the %s: that it is one, who follows it and what is expected, never the gestures of an incident', (level) => {
    const { subject, body } = mailTo(level, { kind: 'weakness' });
    expect(subject).toContain('faiblesse signalée, SIG-2026-0001');
    expect(body).toMatch(/Aucun incident n’est déclaré/);
    for (const words of ['SIG-2026-0001', 'Le CERT Santé suit le signalement', 'Ce qui est attendu de la structure', 'https://hygie.example/incidents/SIG-2026-0001']) expect(body).toContain(words);
    expect(body).not.toMatch(/isolés|cinq questions|vient d’être déclaré|Effet sur les soins|figurent dans le dossier/);
  });

  test.each(['mailbox', 'region', 'nation'] as const)('to the %s, where the name, the town and the contact are when the structure is not in the list', (level) => {
    const { body } = mailTo(level, { listed: false });
    expect(body).toMatch(/dossier et prenez-le en charge\u00a0: https:\/\/hygie\.example\/incidents\/SIG-2026-0001\nLe nom de la structure, sa ville et le contact/);
    expect(body).not.toMatch(/appelez la structure|boîte de sécurité de la structure/);
    expect(mailTo(level, { listed: false, kind: 'weakness' }).body).toContain('sa ville et le contact que le déclarant a laissé figurent dans le dossier');
  });
});
