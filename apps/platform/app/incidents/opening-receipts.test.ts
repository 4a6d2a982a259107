import { expect, test } from 'vitest';
import type { Platform } from '../ground/platform.ts';
import { draftActor } from './draft.server.ts';
import { declaration } from './declaration.ts';
import { openFile } from './opening.server.ts';
import { mayMailReceipt, receiptsAnHour } from './opening-receipts.server.ts';

const at = (iso: string) => {
  let now = new Date(iso);
  const platform = { now: () => now } as unknown as Platform;
  return { platform, later: (minutes: number) => { now = new Date(now.getTime() + minutes * 60_000); } };
};

test('an address that somebody keeps typing on the public page is not flooded, and hears again an hour later', () => {
  const { platform, later } = at('2026-11-20T10:00:00Z');
  const sent = (address: string) => Array.from({ length: 50 }, () => mayMailReceipt(platform, address)).filter(Boolean).length;
  expect(sent('victime@ch.example')).toBe(receiptsAnHour);
  expect(sent(' Victime@CH.example ')).toBe(0);
  expect(sent('autre@ch.example')).toBe(receiptsAnHour);
  later(59);
  expect(sent('victime@ch.example')).toBe(0);
  later(2);
  expect(sent('victime@ch.example')).toBe(receiptsAnHour);
});

test('a declaration without an address counts for nobody', () => {
  const { platform } = at('2026-11-20T10:00:00Z');
  expect(mayMailReceipt(platform, '')).toBe(false);
});

test('the declaration that gets no mail is received all the same', () => {
  const { platform } = at('2026-11-20T10:00:00Z');
  const settings = { publicUrl: 'https://hygie.example', instanceName: 'Hygie' };
  const given = declaration.parse({
    kind: 'incident', declarant: { name: 'Dominique Roy', email: 'victime@ch.example' }, structure: { organisationId: '00000000-0000-7000-8000-000000000001' },
    facts: { description: 'Panne.' }, effects: {}, help: {},
  });
  const structure = { id: given.structure.organisationId, name: 'CH', time_zone: 'Europe/Paris', kind: 'establishment', status: { isOse: 'unknown', nis2Status: 'unknown', isHost: 'unknown', insured: 'unknown' } as const, recipients: [] };
  const opened = Array.from({ length: receiptsAnHour + 3 }, (_, index) => openFile(Object.assign(platform, { settings }), {
    actor: draftActor('k', '192.0.2.1', [structure.id]), given, locale: 'fr', followUpHash: Buffer.alloc(32), structure, sequence: index + 1,
  }));
  expect(opened.flatMap((one) => one.mails ?? []).filter((mail) => mail.purpose === 'incident.receipt')).toHaveLength(receiptsAnHour);
  expect(new Set(opened.map((one) => one.result.number)).size).toBe(receiptsAnHour + 3);
});
