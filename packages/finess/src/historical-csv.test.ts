import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encoder, latin1, read } from './reading.fixture.ts';

const ROW = 'structureet;970102018;970113015;PMI SAINT ÉLOI;PMI SAINT ÉLOI LES BAINS;;;4;R;AUGUSTE;;BP 7;123;9A;GUADELOUPE;97133 ST ELOI CEDEX;'
  + '0590276027;;355;Centre Hospitalier (C.H.);1102;Centres Hospitaliers;26750045200011;8610Z;03;ARS;1;Etablissement public de santé;'
  + '1964-01-01;1964-01-01;2019-02-15;';
const HEADER = 'finess;etalab;111;2026-05-12\n';

describe('the historical CSV', () => {
  test('a row gives a site with its overseas department as INSEE writes it', async () => {
    expect(await read(`${HEADER}${ROW}\r\ngeolocalisation;970102018;1.0;2.0;src;2026-05-12\n`)).toEqual([{
      kind: 'site', finessEt: '970102018', finessEj: '970113015', siret: '26750045200011', name: 'PMI SAINT ÉLOI',
      longName: 'PMI SAINT ÉLOI LES BAINS', category: { code: '355', label: 'Centre hospitalier (CH)' },
      participation: { code: '1', label: 'Etablissement public de santé' },
      address: { street: '4 RUE AUGUSTE', complement: 'BP 7', postcode: '97133', town: 'ST ELOI', communeCode: '97123', department: '971' },
      phone: '0590276027', openedOn: '1964-01-01', active: true, warnings: expect.any(Array), place: { line: 2 },
    }]);
  });

  test('Latin-1 and Windows-1252 read as UTF-8 does, whatever line the first accent is on', async () => {
    const plain = ROW.replaceAll('É', 'E').replaceAll('é', 'e');
    const text = `${HEADER}${plain}\n${ROW}\n`;
    expect(await read(latin1(text))).toEqual(await read(text));
    const windows = latin1(`${HEADER}${ROW.replace('AUGUSTE', 'DU C\x8cUR')}\n`);
    expect(await read(windows)).toMatchObject([{ address: { street: '4 RUE DU CŒUR' } }]);
  });

  test('a Latin-1 row in a UTF-8 file is told, not turned into gibberish', async () => {
    const mixed = Uint8Array.of(...encoder.encode(`${HEADER}${ROW}\n`), ...latin1(`${ROW}\n`));
    expect((await read(mixed))[1]).toEqual({ kind: 'problem', place: { line: 3 }, code: 'invalid_encoding' });
  });

  test('a quote that is never closed costs nothing, and a quoted separator is text', async () => {
    const open = ROW.replace('PMI SAINT ÉLOI;', '"LES LILAS;');
    const inner = ROW.replace('PMI SAINT ÉLOI;', '"LES LILAS" MAISON;');
    const quoted = ROW.replace('PMI SAINT ÉLOI;', '"LES ""LILAS""; ANNEXE";');
    const names = (await read(`${HEADER}${open}\n${inner}\n${quoted}\n${ROW}`)).map((record) => 'name' in record && record.name);
    expect(names).toEqual(['"LES LILAS', '"LES LILAS" MAISON', 'LES "LILAS"; ANNEXE', 'PMI SAINT ÉLOI']);
  });

  test('rows that cannot be read are told with their line and skipped', async () => {
    const records = await read([
      HEADER.trim(), 'structureet;1;2', `structureet${';'.repeat(500)}`, 'something;else', ROW.replace('970102018', 'ABC'),
      ROW.replace('970113015', ''), 'x'.repeat(2000), '', ROW,
    ].join('\n'), { maxLineBytes: 1000 });
    expect(records.map((record) => (record.kind === 'problem' ? [record.code, record.place] : record.kind))).toEqual([
      ['wrong_field_count', { line: 2 }], ['wrong_field_count', { line: 3 }], ['unknown_row', { line: 4 }],
      ['invalid_field', { line: 5 }], ['missing_field', { line: 6 }], ['line_too_long', { line: 7 }], 'site',
    ]);
  });

  test('a file cut anywhere gives the same records', async () => {
    const bytes = latin1(`${HEADER}${ROW}\r\n${ROW}`);
    const whole = await read(bytes);
    for (let chunk = 1; chunk < 60; chunk++) expect(await read(bytes, { chunk })).toEqual(whole);
    expect(whole).toHaveLength(2);
  });

  test('any bytes after the first line are read or told, never thrown', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
      const records = await read(Uint8Array.of(...encoder.encode(`${HEADER}structureet;`), ...noise));
      expect(records.every(({ kind }) => kind === 'problem')).toBe(true);
    }));
  });
});
