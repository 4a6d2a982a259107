import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { duties, type DutyId, isDutyId } from '@hygie/obligations';
import { declaration, type Declaration, type IncidentDeclaration } from '../declaration.ts';
import { factsDeclared, factsForLaw, testOf } from '../facts.ts';
import type { IncidentView } from '../file-view.server.ts';
import type { Side } from '../sight.ts';
import type { DossierSource } from './dossier-source.ts';

/** The instant at which the tests read their files. */
export const now = new Date('2026-11-23T10:20:00.000Z');

/** Text that tries everything a template could take for code, or a page for an order. */
export const hostile = '#panic("x") $ 1/0 $ *gras* _it_ [ ] { } \\ @ref <label> `code` // /* #include "/etc/passwd" = Titre ${x} {0} שלום עולם العربية 😀👩‍👧 漢字 \u0001\u0007 facture\u202egnp.exe';

const plain = 'Depuis 6 h 40, les postes du service de chirurgie affichent une demande de rançon.\nLe serveur de fichiers ne répond plus.';

/** A full declaration of an incident; `words` takes the place of every free text. */
export function sampleDeclaration(words = ''): IncidentDeclaration {
  const say = (usual: string) => words || usual;
  return declaration.parse({
    kind: 'incident',
    declarant: { name: say('Hélène Marchand').slice(0, 120), role: say('Directrice').slice(0, 120), phone: '02 61 91 00 10', email: 'direction@trois-rivieres.example', delegate: 'no', technicalContact: say('Karim Benali, 02 61 91 00 22').slice(0, 200) },
    structure: { organisationId: '018f0000-0000-7000-8000-000000000001', sitesHit: 2 },
    facts: {
      description: say(plain), nature: 'malicious_suspected', typeCode: 'ransomware', startedAt: '2026-11-23T05:40:00.000Z', startEstimated: true,
      detectedAt: '2026-11-23T06:10:00.000Z', detection: 'user', systems: ['servers', 'patient_record', 'workstations'], providerInvolved: 'unknown', providerName: words.slice(0, 200),
    },
    effects: { care: 'degraded', careDetail: say('Prescriptions sur papier.').slice(0, 2_000), patients: 12, medicalDevice: 'no', data: ['patient'], lost: ['availability'], exfiltration: 'unknown', persons: null },
    help: { measures: ['isolated', 'backups_checked'], measuresDetail: say('Réseau coupé à 7 h 20.').slice(0, 4_000), ongoing: 'yes', help: ['forensics'], helpDetail: words.slice(0, 2_000) },
  }) as IncidentDeclaration;
}

/** The report of a weakness. */
export function sampleWeakness(words = ''): Declaration {
  return declaration.parse({
    kind: 'weakness',
    declarant: { name: 'Paul Guérin' },
    structure: { organisationId: '018f0000-0000-7000-8000-000000000001' },
    weakness: { weakness: 'vulnerability', vendor: (words || 'Éditeur Exemple').slice(0, 200), product: 'Portail', description: words || 'Le portail répond sans mot de passe.' },
  });
}

/** A file as a side reads it, with something in each part; `words` takes the place of every free text. */
export function sampleView(options: { words?: string; side?: Side; given?: Declaration; acts?: IncidentView['acts'] } = {}): IncidentView {
  const { words = '', side = 'structure' } = options;
  const given = options.given ?? sampleDeclaration(words);
  const say = (usual: string) => words || usual;
  const declaredAt = new Date('2026-11-23T07:05:00.000Z');
  const facts = { ...factsDeclared(given, declaredAt.toISOString()), careSafety: 'yes' as const, essentialSystemHit: 'unknown' as const };
  const nature = 'malicious_suspected';
  const test = testOf(facts, nature);
  const acts = options.acts ?? [
    { duty: 'cert_sante.declaration', kind: 'sent', at: declaredAt, until: null, reference: say('CS-2026-0099'), reason: '', author: say('Camille Aubrac'), proofId: null },
  ];
  return {
    id: '018f0000-0000-7000-8000-0000000000aa', number: 'INC-2026-0147', version: 4, kind: given.kind, state: 'qualified', title: say('Rançongiciel').slice(0, 140), side, roles: ['rssi'],
    organisation: { id: '018f0000-0000-7000-8000-000000000001', name: say('Clinique des Trois Rivières').slice(0, 200), town: 'Valmont', finess: '990000001', timeZone: 'Europe/Paris' },
    declaration: given, declarationVersion: 1, facts, nature, typeCode: 'ransomware', careImpact: 'degraded',
    level: test.level, mustDeclare: test.mustDeclare, urgency: 4, tlp: 'amber', pap: 'amber',
    declaredAt, acknowledgedAt: new Date('2026-11-23T07:20:00.000Z'), closedAt: null, startedAt: new Date('2026-11-23T05:40:00.000Z'), knownAt: new Date(facts.knownAt),
    assigned: true, assignedTo: say('Camille Aubrac').slice(0, 100), cause: say('Compte de prestataire sans second facteur.').slice(0, 4_000), lessons: say('Exiger le second facteur des prestataires.'),
    duties: given.kind === 'weakness' ? [] : duties(factsForLaw(facts, nature, { isOse: 'yes', nis2Status: 'important', isHost: 'no', insured: 'yes' }, {
      acts: acts.flatMap((act) => (isDutyId(act.duty) && act.kind === 'sent' ? [{ duty: act.duty, at: act.at.toISOString(), reference: act.reference || null, lateReason: null, partial: false }] : [])), decisions: [],
    }), now.toISOString()),
    acts: acts.map((act) => ({ ...act, id: `${act.duty} ${act.kind}`, was: act.kind, on_behalf: null, withdrawal: null, withdrawable: true })),
    messages: [
      { id: '1', audience: 'cert', side: 'nation', author: say('Inès Caron').slice(0, 100), body: say('Pouvez-vous joindre la demande de rançon ?'), createdAt: new Date('2026-11-23T08:00:00.000Z'), answerDueAt: new Date('2026-11-23T12:00:00.000Z'), answeredAt: null },
      { id: '2', audience: 'internal', side: 'structure', author: 'Camille Aubrac', body: say('Prestataire rappelé.'), createdAt: new Date('2026-11-23T08:30:00.000Z'), answerDueAt: null, answeredAt: null },
    ],
    indicators: [
      { id: '1', type: 'domain', value: 'panel.evil.example', warning: null, bar: null, comment: say('Serveur de commande').slice(0, 500), author: 'Camille Aubrac', createdAt: now },
      { id: '2', type: 'sha512', value: 'ab'.repeat(64), warning: null, bar: null, comment: '', author: 'Camille Aubrac', createdAt: now },
      { id: '3', type: 'url', value: `https://evil.example/${'chemin/'.repeat(40)}`, warning: null, bar: null, comment: '', author: 'Camille Aubrac', createdAt: now },
    ],
    events: [
      { id: '1', kind: 'started', at: new Date('2026-11-23T05:40:00.000Z'), text: '', author: 'Déclarant' },
      { id: '2', kind: 'declared', at: declaredAt, text: '', author: 'Déclarant' },
      { id: '3', kind: 'obligation', at: declaredAt, text: 'cert_sante.declaration', author: 'Camille Aubrac' },
      { id: '4', kind: 'note', at: new Date('2026-11-23T09:00:00.000Z'), text: say('Sauvegardes saines jusqu’au 21 novembre.').slice(0, 500), author: 'Camille Aubrac' },
    ],
    attachments: [{ id: '1', name: say('rançon.txt').slice(0, 200), size: 1_204, mediaType: 'text/plain', sha256: 'c'.repeat(64), author: 'Déclarant', createdAt: declaredAt }],
    history: [{ fact: 'careSafety', answer: 'yes', reason: say('Prescriptions indisponibles.').slice(0, 2_000), author: say('Camille Aubrac').slice(0, 100), at: new Date('2026-11-23T07:40:00.000Z') }],
    bulletins: [],
  };
}

/** What a dossier is filled from. */
export function sampleSource(duty: DutyId, options: Parameters<typeof sampleView>[0] = {}): DossierSource {
  const view = sampleView(options);
  const words = options.words ?? '';
  return {
    view, duty: view.duties.find((one) => one.id === duty)!,
    organisation: { name: view.organisation.name, town: 'Valmont', postcode: '99100', finess: '990000001', siret: '12345678901234', category: words || 'Clinique' },
    profile: { isOse: 'yes', nis2Status: 'important', ssiMailbox: 'ssi@trois-rivieres.example', emergencyPhone: '02 61 91 00 99' },
    people: { director: 'Hélène Marchand, direction@trois-rivieres.example', rssi: 'Camille Aubrac, rssi@trois-rivieres.example', dpo: words || null },
  };
}

/** Whether the tool that reads the text of a PDF is on this machine; it is not needed to run the platform. */
export const canReadPdf = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext', '/opt/homebrew/bin/pdftotext'].some((path) => existsSync(path));

/** The text of a PDF on one line, without the places to break that long words were given. */
export function textOf(pdf: Buffer): string {
  const text = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, maxBuffer: 64 * 1024 * 1024 }).toString('utf8');
  return text.replaceAll('\u200b', '').replace(/\s+/g, ' ');
}
