import type { Role } from '../role.ts';

/** Where someone of the demonstration works. Names are those of the demonstration region. */
export type DemonstrationPlace = { kind: 'nation' | 'region' } | { kind: 'group' | 'establishment'; name: string };

/** A person of the demonstration. All invented. */
export interface DemonstrationPerson {
  email: string;
  givenName: string;
  familyName: string;
  /** Key of the role's label: `organisations.roles.<role>`. The first role is the one that the sign-in page shows. */
  role: Role;
  organisation: string;
  roles: readonly { role: Role; on: DemonstrationPlace; subtree: boolean }[];
}

const nation: DemonstrationPlace = { kind: 'nation' };
const region: DemonstrationPlace = { kind: 'region' };
const establishment = (name: string): DemonstrationPlace => ({ kind: 'establishment', name });
const group = (name: string): DemonstrationPlace => ({ kind: 'group', name });

const saintAubin = establishment('CH de Saint-Aubin');
const valbrune = establishment('CHU de Valbrune');
const troisVallees = group('GHT des Trois Vallées');
/** The cooperation group that lends its security officer. */
export const lenderName = 'GCS e-santé Démonstration';

type Held = [role: Role, on: DemonstrationPlace, subtree?: boolean];

const cast: readonly [name: string, domain: string, organisation: string, ...held: Held[]][] = [
  ['Claire Martin', 'ch-saint-aubin', 'CH de Saint-Aubin', ['rssi', saintAubin], ['rssi', troisVallees]],
  ['Sophie Girard', 'clinique-du-parc', 'Clinique du Parc', ['direction', establishment('Clinique du Parc')]],
  ['Inès Caron', 'cert-sante', 'CERT Santé', ['cert_analyst', nation]],
  ['Thomas Vidal', 'cert-sante', 'CERT Santé', ['cert_analyst', nation]],
  ['Hélène Marchand', 'ars-demonstration', 'ARS de démonstration', ['ars_officer', region]],
  // Not on the subtree: belonging to a cooperation group gives it no right over its members, each of its mandates does.
  ['Karim Benali', 'gcs-demonstration', lenderName, ['rssi', group(lenderName), false]],
  ['Philippe Lenoir', 'ch-saint-aubin', 'CH de Saint-Aubin', ['direction', saintAubin]],
  ['Laure Petit', 'ch-saint-aubin', 'CH de Saint-Aubin', ['administrator', saintAubin]],
  ['Nadia Ferrand', 'hygie-demonstration', 'France', ['administrator', nation]],
  ['Marc Delattre', 'ch-saint-aubin', 'GHT des Trois Vallées', ['dpo', troisVallees]],
  ['Julien Roux', 'ch-saint-aubin', 'CH de Saint-Aubin', ['dsi', saintAubin]],
  ['Amélie Noël', 'audit-demonstration', 'GHT des Trois Vallées', ['auditor', troisVallees]],
  ['Bruno Tessier', 'chu-valbrune', 'CHU de Valbrune', ['reader', valbrune]],
  ['Fatou Diallo', 'chu-valbrune', 'CHU de Valbrune', ['crisis_member', valbrune]],
  ['Antoine Mercier', 'chu-valbrune', 'CHU de Valbrune', ['rssi', valbrune]],
  ['Lucie Fabre', 'ch-castelverne', 'CH de Castelverne', ['rssi', establishment('CH de Castelverne')]],
  ['Olivier Blanc', 'polyclinique-luze', 'Polyclinique de la Luze', ['referent_ssi', establishment('Polyclinique de la Luze')]],
  ['Camille Aubry', 'ehpad-magnolias', 'EHPAD Les Magnolias', ['declarant', establishment('EHPAD Les Magnolias')]],
];

const address = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '.');

/** The people of the demonstration, in the order in which the sign-in page offers them. */
export const demonstrationPeople: readonly DemonstrationPerson[] = cast.map(([name, domain, organisation, ...held]) => {
  const [givenName = '', familyName = ''] = name.split(' ');
  const assigned = held.map(([role, on, subtree = true]) => ({ role, on, subtree }));
  // `.example` never receives mail (RFC 2606).
  return { email: `${address(name)}@${domain}.example`, givenName, familyName, role: assigned[0]!.role, organisation, roles: assigned };
});
