import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStructures } from './read-structures.ts';
import { collect, encoder, failure, latin1, read } from './reading.fixture.ts';

const site = (fields: object = {}) => ({
  informationsGeneralesEGE: {
    egeId: '799', numFinessEge: '010780195', nomEgeCourt: 'CLINIQUE DES ÉRABLES', nomEgeLong: 'CLINIQUE DES ÉRABLES DE BOURG',
    dateOuverture: '1956-11-16', espic: ['0'], siret: '73282932000074',
  },
  categorieentiteGeographiqueExercice: '365',
  adresse: [
    { usageAdresse: '04', libelleVoie: 'ANNEXE', cogCommune: '01053', codePostal: '01000' },
    {
      usageAdresse: '03', numeroVoie: '62', typeVoie: 'AV  ', libelleVoie: 'DE JASSERON  ', lieuDit: 'BP 132', cogCommune: '01053',
      ligneAcheminement: 'BOURG EN BRESSE CEDEX 2', codePostal: '01012',
    },
  ],
  contact: [{ typeContact: { roleContact: '02' }, telecom: { telephone: '0102030405' } }, { typeContact: { roleContact: '01' }, telecom: { telephone: '0428631234' } }],
  etatObjet: 'A',
  ...fields,
});

const entity = (fields: object = {}, info: object = {}) => ({
  informationsGeneralesPMEJ: {
    pmSmsseId: '2', numFinessPm: '010000156', denominationPm: 'CLINIQUE DES ÉRABLES', denominationLonguePmSmsse: 'CLINIQUE DES ÉRABLES',
    siren: '732829320', statutJuridique: '73', dateCreation: '2001-01-01', ...info,
  },
  adresse: [{ usageAdresse: '02', cogCommune: '01053', codePostal: '01000', ligneAcheminement: 'BOURG EN BRESSE' }],
  ege: [site()],
  etatObjet: 'A',
  ...fields,
});

const file = (pmej: unknown[], others: object = {}) => JSON.stringify({ schemaVersion: 'v1.0.0', ...others, pmej });

describe('FINESS+ structures', () => {
  test('a legal entity and its site are read with names, address, phone and codes', async () => {
    expect(await read(file([entity()]))).toEqual([
      {
        kind: 'legal_entity', finessEj: '010000156', siren: '732829320', name: 'CLINIQUE DES ÉRABLES',
        legalStatus: { code: '73', label: 'Société Anonyme (S.A.)' }, openedOn: '2001-01-01', active: true,
        address: { postcode: '01000', town: 'BOURG EN BRESSE', communeCode: '01053', department: '01' },
        warnings: [], place: { path: 'pmej[0]' },
      },
      {
        kind: 'site', finessEt: '010780195', finessEj: '010000156', siret: '73282932000074', name: 'CLINIQUE DES ÉRABLES',
        longName: 'CLINIQUE DES ÉRABLES DE BOURG', category: { code: '365', label: 'Etablissement de soins pluridisciplinaire' },
        legalStatus: { code: '73', label: 'Société Anonyme (S.A.)' }, participation: { code: '0', label: 'Non concerné' },
        phone: '0428631234', openedOn: '1956-11-16', active: true,
        address: {
          street: '62 AVENUE DE JASSERON', complement: 'BP 132', postcode: '01012', town: 'BOURG EN BRESSE',
          communeCode: '01053', department: '01',
        },
        warnings: [], place: { path: 'pmej[0].ege[0]' },
      },
    ]);
  });

  test('the first layout, with coded objects and other names, reads the same', async () => {
    const { informationsGeneralesPMEJ: { pmSmsseId, statutJuridique, ...info }, etatObjet, ...rest } = entity();
    const { informationsGeneralesEGE: { siret, ...siteInfo }, categorieentiteGeographiqueExercice, ...restOfSite } = site();
    const first = {
      ...rest,
      etatObjet: { code: etatObjet },
      informationsGeneralesPmej: { ...info, pm_smsseId: pmSmsseId, statutJuridique: { code: statutJuridique }, dateFermeture: '' },
      ege: [{
        ...restOfSite, etatObjet: { code: 'A' }, siret, informationsGeneralesEGE: siteInfo,
        categorieEntiteGeographiqueExercice: { code: categorieentiteGeographiqueExercice, system: 'https://mos.esante.gouv.fr' },
      }],
    };
    expect(await read(file([first]))).toEqual(await read(file([entity()])));
  });

  test('a closed structure is kept with its date', async () => {
    const [closed] = await read(file([entity({ etatObjet: 'I', ege: [] }, { dateFermeture: '2019-03-03' })]));
    expect(closed).toMatchObject({ kind: 'legal_entity', active: false, closedOn: '2019-03-03' });
  });

  test('a wrong key is told and the number kept; a SIRET that is not one is told and left out', async () => {
    const records = await read(file([entity(
      { ege: [site({ informationsGeneralesEGE: { numFinessEge: '010780196', nomEgeCourt: 'X', siret: '2,601E+13', dateOuverture: '2024-02-31' } })] },
    )]));
    expect(records[1]).toMatchObject({
      finessEt: '010780196',
      warnings: [
        { field: 'finessEt', warning: 'check_digit', value: '010780196' },
        { field: 'siret', warning: 'length', value: '2,601E+13' },
        { field: 'openedOn', warning: 'date', value: '2024-02-31' },
      ],
    });
    expect(records[1]).not.toHaveProperty('siret');
    expect(records[1]).not.toHaveProperty('openedOn');
  });

  test('groups come last with their members resolved, although the file writes them first', async () => {
    const gcc = [{
      gccId: '1', nomGcc: 'GHT des Trois Vallées', typeGcc: '001', gccIdentifiantExterne: '27103', etatObjet: 'A',
      evenement: [{ dateEvenement: '2018-01-01' }, { dateEvenement: '2016-07-01' }],
      pmejDuGcc: [{ pmSmsseId: '2', typeRoleEntiteGroupe: 'S' }, { pmSmsseId: '404', typeRoleEntiteGroupe: 'M' }],
      egeDuGcc: [{ egeId: '799', typeRoleEntiteGroupe: 'M' }],
    }];
    const gco = [{ pmSmsseId: '2', typeGco: '003', pmejDuGco: [], egeDuGco: [] }];
    expect((await read(file([entity()], { gcc, gco }))).slice(2)).toEqual([
      { kind: 'problem', place: { path: 'gcc[0]' }, code: 'unknown_member', group: '1', member: '404' },
      {
        kind: 'group', form: 'gcc', groupKind: 'ght', id: '1', externalId: '27103', name: 'GHT des Trois Vallées', active: true,
        type: { code: '001', label: 'Groupement hospitalier de territoire - Généraliste' }, openedOn: '2016-07-01',
        members: [
          { finess: '010000156', level: 'legal_entity', role: 'support' }, { finess: '010780195', level: 'site', role: 'member' },
        ],
        place: { path: 'gcc[0]' },
      },
      {
        kind: 'group', form: 'gco', groupKind: 'gcs', id: '2', finessEj: '010000156', name: 'CLINIQUE DES ÉRABLES', active: true,
        type: { code: '003', label: 'Groupement de coopération sanitaire de moyens' }, members: [], place: { path: 'gco[0]' },
      },
    ]);
  });

  test('a lone group written as an object, after the structures, is read too', async () => {
    const text = `{"pmej":[${JSON.stringify(entity())}],"gcc":{"gccId":"9","nomGcc":"GHT","typeGcc":"002","pmejDuGcc":[{"pm_smsseId":"2","typeRoleEntiteGroupe":"M"}]}}`;
    expect((await read(text)).at(-1)).toMatchObject({
      kind: 'group', id: '9', groupKind: 'ght', members: [{ finess: '010000156', role: 'member' }], place: { path: 'gcc' },
    });
  });

  test('a broken record is told with its place and the others are read', async () => {
    const good = JSON.stringify(entity());
    const nameless = JSON.stringify(entity({ ege: [site(), site()] }, { numFinessPm: undefined }));
    const wrong = JSON.stringify(entity({ ege: [] }, { numFinessPm: '01' }));
    const brokenSite = JSON.stringify(entity({ ege: [null, site()] }));
    const problems = await read(`{"pmej":[${good},{"a":tru},12,${nameless},${wrong},${brokenSite}]}`);
    expect(problems.filter(({ kind }) => kind === 'problem')).toEqual([
      { kind: 'problem', place: { path: 'pmej[1]' }, code: 'invalid_json', message: expect.any(String) },
      { kind: 'problem', place: { path: 'pmej[2]' }, code: 'not_an_object' },
      { kind: 'problem', place: { path: 'pmej[3]' }, code: 'missing_field', field: 'numFinessPm', lostSites: 2 },
      { kind: 'problem', place: { path: 'pmej[4]' }, code: 'invalid_field', field: 'numFinessPm', value: '01' },
      { kind: 'problem', place: { path: 'pmej[5].ege[0]' }, code: 'not_an_object' },
    ]);
    expect(problems.filter(({ kind }) => kind === 'site')).toHaveLength(2);
  });

  test('a gzip file is read as it was published, progress counting its own bytes', async () => {
    const archive = gzipSync(file([entity()]));
    let seen = 0;
    expect(await read(archive, { chunk: 7, onProgress: (bytes) => { seen = bytes; } })).toEqual(await read(file([entity()])));
    expect(seen).toBe(archive.length);
  });

  test('a file cut anywhere gives the same records', async () => {
    const text = `\ufeff${file([entity(), entity()], { note: 'a "quoted" \\ text } ] é', gcc: [] })}\n`;
    const whole = await read(text, { chunk: 1_000_000 });
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (chunk) => {
      expect(await read(text, { chunk })).toEqual(whole);
    }), { numRuns: 60 });
    expect(whole.filter(({ kind }) => kind === 'site')).toHaveLength(2);
  });
});

describe('a hostile or damaged JSON file', () => {
  test('nested too deep stops at its place, before any stack is at risk', async () => {
    const bomb = `{"pmej":[${JSON.stringify(entity())},${'['.repeat(100_000)}`;
    expect(await failure(bomb)).toMatchObject({ code: 'too_deep', path: 'pmej[1]' });
  });

  test('an element larger than allowed is skipped without being held, and the next one is read', async () => {
    const huge = JSON.stringify(entity({ filler: 'x'.repeat(50_000) }));
    const records = await read(`{"pmej":[${huge},${JSON.stringify(entity())}]}`, { maxElementBytes: 20_000 });
    expect(records.map(({ kind }) => kind)).toEqual(['problem', 'legal_entity', 'site']);
    expect(records[0]).toMatchObject({ code: 'element_too_large', size: huge.length + 4, limit: 20_000 });
  });

  test('an unterminated string of hundreds of megabytes does not fill the memory', async () => {
    const block = new Uint8Array(1024 * 1024).fill(0x61);
    let peak = 0;
    async function* endless() {
      yield encoder.encode('{"pmej":[{"a":"');
      for (let index = 0; index < 300; index++) {
        yield block;
        peak = Math.max(peak, process.memoryUsage().arrayBuffers);
      }
    }
    const before = process.memoryUsage().arrayBuffers;
    const reading = collect(readStructures(endless()));
    await expect(reading).rejects.toMatchObject({ code: 'truncated', path: 'pmej[0]' });
    expect(peak - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('every truncation of a file is an error, never a shorter nation', async () => {
    const text = file([entity()]);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 20, max: text.length - 1 }), async (length) => {
      // Cut by characters: only whole ones, so that the truncation alone is at fault.
      expect((await failure(text.slice(0, length))).code).toBe('truncated');
    }), { numRuns: 100 });
  });

  test.each([
    ['empty', '', 'empty'],
    ['a page', '<html></html>', 'not_finess'],
    ['a list', '[]', 'not_finess'],
    ['another object', '{"a":1}', 'not_finess'],
    ['followed by something else', `${file([])}{}`, 'not_json'],
    ['without commas', '{"pmej":[{} {}]}', 'not_json'],
    ['with a comma too many', '{"pmej":[{},]}', 'not_json'],
    ['of JavaScript', '{pmej:[]}', 'not_json'],
  ])('%s is refused', async (_, text, code) => {
    expect(await failure(text)).toMatchObject({ code });
  });

  test('a nation without structures is no error', async () => {
    expect(await read('{"pmej":[]}')).toEqual([]);
  });

  test('UTF-16 is refused by name; a record in Latin-1 is told, the rest read', async () => {
    expect(await failure(Uint8Array.of(0xff, 0xfe, 0x7b, 0x00))).toMatchObject({ code: 'unsupported_encoding' });
    const records = await read(latin1(file([entity(), entity({ ege: [] }, { denominationPm: 'CLINIQUE', denominationLonguePmSmsse: 'CLINIQUE' })])));
    expect(records.map(({ kind }) => kind)).toEqual(['problem', 'legal_entity']);
    expect(records[0]).toMatchObject({ code: 'invalid_encoding', place: { path: 'pmej[0]' } });
  });

  test('a truncated or corrupt archive is an error, and so is one that never ends', async () => {
    const archive = gzipSync(file([entity()]));
    expect(await failure(archive.subarray(0, -20))).toMatchObject({ code: 'corrupt_archive' });
    expect(await failure(archive.fill(0, 20, 60))).toMatchObject({ code: 'corrupt_archive' });
    expect(await failure(gzipSync(file([], { filler: ' '.repeat(5_000_000) })), { maxBytes: 1_000_000 })).toMatchObject({ code: 'too_large' });
  });

  test('an error of the disk passes unchanged, archive or not', async () => {
    const archive = gzipSync(file([entity()]));
    for (const start of [encoder.encode('{"pmej":['), archive.subarray(0, 40)]) {
      const failing = (async function* () {
        yield start;
        throw new Error('disk on fire');
      })();
      await expect(collect(readStructures(failing))).rejects.toThrow('disk on fire');
    }
  });

  test('the input is closed when a file is refused or its reader leaves', async () => {
    let closed = 0;
    const source = async function* (text: string) {
      try {
        for (;;) yield encoder.encode(text);
      } finally {
        closed += 1;
      }
    };
    await expect(collect(readStructures(source('<html>           ')))).rejects.toMatchObject({ code: 'not_finess' });
    for await (const record of readStructures(source('structureet;\n'))) {
      expect(record.kind).toBe('problem');
      break;
    }
    expect(closed).toBe(2);
  });
});
