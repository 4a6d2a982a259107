import { readFileSync } from 'node:fs';
import { AUDIENCES, TLP_LEVELS } from '@hygie/incident-exchange';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymousActor, systemActor, type Actor } from '../../ground/actor.ts';
import { run } from '../../ground/command.server.ts';
import { testDatabase } from '../../ground/testing/database.ts';
import { actorHolding, plantTree, type TestTree } from '../../ground/testing/tree.ts';
import { declare } from '../declare.server.ts';
import { answerFacts } from '../qualify.server.ts';
import { writeVendor } from '../vendor.server.ts';
import { addIndicators, attach, recordAct, writeMessage } from '../work.server.ts';
import { fingerprint } from './canonical-json.ts';
import { hostile, sampleDeclaration, sampleWeakness } from './documents.fixture.ts';
import { dossierFor } from './dossier.server.ts';
import { exportFormats, exportIncident, type WantedExport } from './export.server.ts';
import { documentResponse } from './made-document.server.ts';

const database = await testDatabase();
afterAll(() => database.stop());
const { admin, platform } = database;
// PostgreSQL keeps no null character: the door refuses it.
const words = hostile.replaceAll('\u0000', '');
const system = systemActor('tests');
let tree: TestTree;
let number: string;
let weakness: string;
let rssi: Actor;
let analyst: Actor;
let officer: Actor;

const ask = (format: WantedExport['format'], more: Partial<WantedExport> = {}): WantedExport => ({ number, format, locale: 'fr', timeZone: 'Europe/Paris', ...more });
const code = (work: Promise<unknown>) => work.then(() => 'done', (error) => error.code as string);
const json = async (wanted: WantedExport, actor: Actor = rssi) => JSON.parse((await exportIncident(platform, actor, wanted)).bytes.toString('utf8'));
const mark = (tlp: string) => admin.query('update incident set tlp = $1 where number = $2', [tlp, number]);
const versionOf = async () => (await admin.query('select version from incident where number = $1', [number])).rows[0].version as number;
const exported = async () => (await admin.query("select payload from journal where command = 'incident.export' order by at desc, seq desc")).rows.map((row) => row.payload);

beforeAll(async () => {
  tree = await plantTree(admin);
  await admin.query("update organisation set town = 'Valbrune', finess_ej = '990000001' where id = $1", [tree.a]);
  rssi = actorHolding('rssi', tree.a);
  analyst = actorHolding('cert_analyst', tree.nation, { right: { organisationKind: 'nation' } });
  officer = actorHolding('ars_officer', tree.region, { right: { organisationKind: 'region' } });
  const followUpHash = Buffer.alloc(32, 1).toString('base64');
  const say = (given: ReturnType<typeof sampleDeclaration> | ReturnType<typeof sampleWeakness>) =>
    run(platform, system, declare, { declaration: { ...given, structure: { ...given.structure, organisationId: tree.a } }, followUpHash, locale: 'fr' });
  const given = sampleDeclaration(words);
  const past = { ...given, facts: { ...given.facts, startedAt: '2025-11-23T05:40:00.000Z', detectedAt: '2025-11-23T06:10:00.000Z' } };
  number = (await say(past)).number;
  weakness = (await say(sampleWeakness(words))).number;
  await run(platform, system, answerFacts, { number, version: await versionOf(), answers: [{ fact: 'careSafety', answer: 'yes', reason: words }] });
  await run(platform, system, addIndicators, { number, block: 'panel.evil.example\n203.0.113.9', comment: words.slice(0, 500) });
  await run(platform, system, attach, { number, sha256: Buffer.alloc(32, 9).toString('base64'), size: 12, mediaType: 'text/plain', name: 'rançon.txt' });
  await run(platform, system, recordAct, { number, duty: 'cert_sante.declaration', kind: 'sent', at: new Date().toISOString(), reference: words.slice(0, 200) });
  await run(platform, system, writeMessage, { number, audience: 'cert', body: 'POUR LE CERT' });
  await run(platform, system, writeMessage, { number, audience: 'internal', body: 'NOTE DE LA NATION' });
}, 60_000);

describe('an export is refused', () => {
  test('to nobody in particular, to a role that does not export, and out of the scope', async () => {
    expect(await code(exportIncident(platform, anonymousActor('192.0.2.1'), ask('json')))).toBe('sign_in_required');
    for (const role of ['declarant', 'dsi', 'referent_ssi', 'auditor', 'ars_officer']) {
      expect([role, await code(exportIncident(platform, actorHolding(role, tree.a), ask('json')))]).toEqual([role, 'forbidden']);
    }
    expect(await code(exportIncident(platform, actorHolding('rssi', tree.b), ask('json')))).toBe('not_found');
    expect(await code(exportIncident(platform, rssi, ask('json', { number: 'INC-2026-9999' })))).toBe('not_found');
  });

  test('beyond the audience that each mark allows, and a refusal leaves no line that says it left', async () => {
    const widest = { red: 0, 'amber+strict': 1, amber: 2, green: 3, clear: 4 };
    const before = (await exported()).length;
    let left = 0;
    for (const tlp of TLP_LEVELS) {
      await mark(tlp);
      for (const [index, audience] of AUDIENCES.entries()) {
        const allowed = index <= widest[tlp];
        left += allowed ? 1 : 0;
        expect([tlp, audience, await code(exportIncident(platform, rssi, ask('pdf', { audience })))]).toEqual([tlp, audience, allowed ? 'done' : 'sharing_forbidden']);
      }
    }
    await mark('amber');
    expect((await exported()).length - before).toBe(left);
  });
});

describe('a file marked TLP:RED', () => {
  test('leaves as the marked PDF for named recipients, and in nothing that tools pass on', async () => {
    await mark('red');
    const before = (await exported()).length;
    for (const format of exportFormats) {
      expect([format, await code(exportIncident(platform, rssi, ask(format)))]).toEqual([format, format === 'pdf' ? 'done' : 'sharing_forbidden']);
    }
    expect(await code(exportIncident(platform, rssi, ask('pdf', { audience: 'organisation' })))).toBe('sharing_forbidden');
    const lines = await exported();
    expect([lines.length - before, lines[0]]).toMatchObject([1, { format: 'pdf', audience: 'named_recipients', tlp: 'red' }]);
    await mark('amber');
  });
});

describe('an export', () => {
  test.each(exportFormats)('as %s is journaled with its format, audience and the digest of the very bytes', async (format) => {
    const made = await exportIncident(platform, rssi, ask(format));
    const [last] = await exported();
    expect(last).toMatchObject({ number, format, audience: 'named_recipients', tlp: 'amber', sha256: made.sha256, size: made.bytes.byteLength });
    const response = documentResponse(made);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; filename="${number}\\.`));
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await response.arrayBuffer()).equals(made.bytes)).toBe(true);
  });

  test('as JSON obeys the published schema, and reads back with the declaration that it fingerprints', async () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema(JSON.parse(readFileSync(new URL('../../../../../packages/incident-exchange/schema/incident-file-1.0.json', import.meta.url), 'utf8')));
    const validate = ajv.compile(JSON.parse(readFileSync(new URL('schema/incident-export-1.1.json', import.meta.url), 'utf8')));
    for (const asked of [number, weakness]) {
      for (const locale of ['fr', 'en'] as const) {
        const document = await json(ask('json', { number: asked, locale }));
        validate(document);
        expect([asked, validate.errors ?? []]).toEqual([asked, []]);
        expect(document.platform.declaration.sha256).toBe(fingerprint(document.platform.declaration.content));
      }
    }
    const document = await json(ask('json'));
    expect(document.file.description).toBe(words.trim());
    expect(document.platform.legalTest[0]).toMatchObject({ key: 'careSafety', answer: 'yes', author: 'Hygie' });
    validate({ ...document, platform: { ...document.platform, secret: 1 } });
    expect(validate.errors).not.toBeNull();
  });

  test('as IODEF, MISP and STIX carries the marks and the indicators', async () => {
    const [iodef, misp, stix] = [await json(ask('iodef')), await json(ask('misp')), await json(ask('stix'))];
    expect(iodef.version).toBe('2.0');
    expect(iodef.Incident[0].restriction).toBe('amber');
    expect(misp.Event.Tag).toContainEqual({ name: 'tlp:amber' });
    expect(misp.Event.Attribute.map((one: { value: string }) => one.value)).toEqual(expect.arrayContaining(['panel.evil.example', '203.0.113.9']));
    const ofType = (type: string) => stix.objects.filter((one: { type: string }) => one.type === type);
    expect([ofType('indicator'), ofType('observed-data')]).toMatchObject([[{ pattern: "[domain-name:value = 'panel.evil.example']" }], [{}]]);
  });

  test('holds only the threads that the side of its reader reads', async () => {
    const bodies = async (actor: Actor) => (await json(ask('json'), actor)).platform.messages.map((one: { body: string }) => one.body);
    expect(await bodies(rssi)).toEqual(['POUR LE CERT']);
    expect(await bodies(analyst)).toEqual(['POUR LE CERT']);
  });

  test('says what it keeps back: internal notes to all, the talk with a vendor to CERT Santé alone, of which it holds nothing', async () => {
    const contacted = { number: weakness, name: 'Médilogic', email: 'psirt@medilogic.example', subject: 'Faiblesse', body: 'LETTRE-A-L-EDITEUR', answerDays: 15 };
    await run(platform, system, writeVendor, contacted);
    const left = async (asked: string, actor: Actor) => {
      const document = await json(ask('json', { number: asked }), actor);
      for (const hidden of [contacted.body, contacted.email]) expect(JSON.stringify(document)).not.toContain(hidden);
      return document.platform.leftOut;
    };
    expect(await left(weakness, analyst)).toEqual(['internal_notes', 'vendor_correspondence']);
    expect([await left(weakness, rssi), await left(number, analyst)]).toEqual([['internal_notes'], ['internal_notes']]);
  });

  test('for a wide audience names nobody, in any format', async () => {
    await mark('clear');
    for (const format of exportFormats) {
      const made = await exportIncident(platform, rssi, ask(format, { audience: 'public' }));
      expect(made.fileName).toMatch(/^BUL-/);
      if (format === 'pdf') continue;
      const text = made.bytes.toString('utf8');
      for (const name of ['Valbrune', 'direction@trois-rivieres.example', '990000001', 'POUR LE CERT', number]) expect([format, text.includes(name)]).toEqual([format, false]);
    }
    await mark('amber');
  });
});

describe('the dossier of a duty', () => {
  const wanted = { duty: 'cnil.notification', format: 'json', locale: 'fr' } as const;

  test('is refused to nobody in particular, out of the scope, to who only declares, and for a weakness', async () => {
    expect(await code(dossierFor(platform, anonymousActor('192.0.2.1'), { ...wanted, number }))).toBe('sign_in_required');
    expect(await code(dossierFor(platform, actorHolding('administrator', tree.a), { ...wanted, number }))).toBe('forbidden');
    expect(await code(dossierFor(platform, actorHolding('dpo', tree.b), { ...wanted, number }))).toBe('not_found');
    expect(await code(dossierFor(platform, actorHolding('declarant', tree.a), { ...wanted, number }))).toBe('forbidden');
    expect(await code(dossierFor(platform, rssi, { ...wanted, number: weakness }))).toBe('not_found');
  });

  test('is filled from the file and the profile, and journaled with its digest', async () => {
    await admin.query("insert into organisation_profile (organisation_id, ssi_mailbox, is_ose) values ($1, 'ssi@ch.example', 'yes') on conflict (organisation_id) do update set ssi_mailbox = excluded.ssi_mailbox", [tree.a]);
    const made = await dossierFor(platform, actorHolding('dpo', tree.a), { ...wanted, number });
    const dossier = JSON.parse(made.bytes.toString('utf8'));
    expect(dossier).toMatchObject({ duty: 'cnil.notification', incident: { number }, organisation: { name: 'CH de Valbrune', finess: '990000001' } });
    const { rows } = await admin.query("select payload from journal where command = 'incident.dossier' order by at desc, seq desc limit 1");
    expect(rows[0].payload).toMatchObject({ number, duty: 'cnil.notification', format: 'json', sha256: made.sha256 });
    expect((await dossierFor(platform, rssi, { ...wanted, number, format: 'pdf' })).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('is for who records the sending or exports the file: never for a mere reader nor an ARS', async () => {
    for (const role of ['reader', 'dsi', 'auditor', 'crisis_member', 'ars_officer']) {
      expect([role, await code(dossierFor(platform, actorHolding(role, tree.a), { ...wanted, number }))]).toEqual([role, 'forbidden']);
    }
    expect(await code(dossierFor(platform, officer, { ...wanted, number }))).toBe('forbidden');
    for (const role of ['rssi', 'referent_ssi', 'dpo', 'direction']) {
      expect([role, await code(dossierFor(platform, actorHolding(role, tree.a), { ...wanted, number }))]).toEqual([role, 'done']);
    }
    expect(await code(dossierFor(platform, analyst, { ...wanted, number }))).toBe('done');
  });

  test('of a file marked TLP:RED leaves as the marked PDF, and not as data', async () => {
    const taken = async () => (await admin.query("select count(*)::int as lines from journal where command = 'incident.dossier'")).rows[0].lines as number;
    await mark('red');
    const before = await taken();
    expect(await code(dossierFor(platform, rssi, { ...wanted, number }))).toBe('sharing_forbidden');
    expect(await taken()).toBe(before);
    expect(await code(dossierFor(platform, rssi, { ...wanted, number, format: 'pdf' }))).toBe('done');
    await mark('amber');
  });
});
