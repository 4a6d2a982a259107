import { describe, expect, test } from 'vitest';
import { declaration } from './declaration.ts';
import { identitiesIn, identitiesOf, letterSubject, mayWriteVendor } from './vendor-letter.ts';

const given = declaration.parse({
  kind: 'weakness', declarant: { name: 'Élise Roÿ', phone: '02 41 00 00 00', email: 'e.roy@lac.example' },
  structure: { organisationId: '018f0000-0000-7000-8000-000000000001' },
  weakness: { vendor: 'Médilogic', product: 'Passerelle', version: '4.2', description: 'Ouvert.' },
});
const named = { ...given, declarant: { ...given.declarant, technicalContact: 'Anne Huon, a.huon@chateau-blanc.example' } };
const known = identitiesOf(named, { names: ['Clinique du Lac', 'ASSOC LE CLOS FLEURI', 'CH de Valbrune', 'EHPAD Résidence du Parc', 'Groupe hospitalier'], towns: ['Brévaux'], numbers: ['99 000 123 4', '2A0001234', '990033123', '11122233300017'] })
const nobody = { names: [], towns: [], numbers: [] };

describe('a letter to a vendor', () => {
  test.each([['red', false], ['amber+strict', false], ['amber', true], ['green', true], ['clear', true]])('under TLP:%s may leave: %s', (tlp, allowed) => {
    expect(mayWriteVendor(tlp)).toBe(allowed);
  });

  test.each([
    ['Vu par elise roy.', ['Élise Roÿ']], ['À la CLINIQUE-DU-LAC', ['Clinique du Lac']], ['Écrire à E.ROY@lac.example', ['e.roy@lac.example', 'lac.example']],
    ['Voir vpn.lac.example/portail', ['lac.example']], ['Son infogérant est chateau-blanc.example', ['chateau-blanc.example']],
    ['FINESS 990001234', ['99 000 123 4']], ['FINESS990 001\u00a0234', ['99 000 123 4']], ['n° 2a-000-1234', ['2A0001234']], ['SIREN 111 222 333', ['11122233300017']],
    ['Le 99 00 33 123', ['990033123']], ['(0033) 241000000', ['02 41 00 00 00']],
    ['La structure Le Clos Fleuri', ['ASSOC LE CLOS FLEURI']], ['au Clos-Fleuri', ['ASSOC LE CLOS FLEURI']], ['L’hôpital VALBRUNE', ['CH de Valbrune']], ['vu à valbrune', ['CH de Valbrune']],
    ['Le Parc est touché', ['EHPAD Résidence du Parc']], ['À Brevaux', ['Brévaux']], ['Appelez le +33 2 41 00 00 00', ['02 41 00 00 00']],
  ])('that says « %s » names who reported', (text, found) => {
    expect(identitiesIn(text, known)).toEqual(found);
  });

  test.each([['Marie MARTIN', 'Martin'], ['DURAND Paul', 'Durand'], ['Camille Aubrac', 'aubrac']])('names « %s » by the family name alone', (name, text) => {
    expect(identitiesIn(`Appel de ${text}.`, identitiesOf({ ...given, declarant: { ...given.declarant, name } }, nobody))).toHaveLength(1);
  });

  test.each(['a.b@orange.fr', 'a.b@gmail.com', ''])('does not take the provider of « %s » for a structure', (email) => {
    expect(identitiesIn('Le portail orange.fr ou gmail.com.', identitiesOf({ ...given, declarant: { ...given.declarant, email } }, nobody))).toEqual([]);
  });

  test.each(['La passerelle 4.2 de Médilogic est ouverte.', 'Une clinique, au bord du lac.', 'Tout le parc de postes d’un groupe d’hôpitaux.', 'La version 4.2, une résidence, 99 000.', ''])('that says « %s » names nobody', (text) => {
    expect(identitiesIn(text, known)).toEqual([]);
  });

  test('is offered a subject with the product and the number', () => {
    expect(letterSubject(given, 'SIG-2026-0001', (product) => `Faiblesse de ${product}`)).toBe('Faiblesse de Passerelle 4.2 (SIG-2026-0001)');
    const incident = declaration.parse({ kind: 'incident', declarant: given.declarant, structure: given.structure, facts: { description: 'Panne.' }, effects: {}, help: {} });
    expect(letterSubject(incident, 'SIG-2026-0001', (product) => `Faiblesse de ${product}`)).toBe('SIG-2026-0001');
  });
});
