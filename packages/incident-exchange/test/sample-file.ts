import type { IncidentFile } from '../src/index.ts';

/** An invented incident in an invented clinic; addresses and names are those reserved for documentation. */
export const SAMPLE: IncidentFile = {
  version: '1.0',
  uuid: null,
  number: 'INC-2026-0042',
  title: 'Rançongiciel à la Clinique des Trois Rivières',
  generatedAt: '2026-11-23T09:30:00+01:00',
  issuer: { name: 'Centre régional de démonstration', domain: 'csirt.example.org' },
  organisation: {
    name: 'Clinique des Trois Rivières', finessEj: '990000001', finessEt: '990000019', siret: null,
    structureType: 'hospital_private', sector: 'health',
  },
  times: {
    started: '2026-11-20T03:10:00+01:00', startIsEstimated: true, detected: '2026-11-20T06:45:00+01:00',
    declared: '2026-11-20T08:00:00+01:00', ended: null,
  },
  detection: 'user',
  nature: 'malicious_confirmed',
  type: 'ransomware',
  description: 'Les serveurs de la clinique sont chiffrés depuis 3 h 10.',
  impacts: {
    care: 'degraded', careDetail: 'Prescriptions sur papier.', patients: 12, data: ['patient', 'confidential'],
    lost: ['availability'], exfiltration: 'unknown', persons: null,
  },
  systems: ['servers', 'patient_record', 'backups'],
  tlp: 'amber',
  pap: 'amber',
  indicators: [
    { type: 'sha256', value: 'a'.repeat(64), firstSeen: null, lastSeen: null, comment: "L'exécutable" },
    { type: 'domain', value: 'panel.example.net', firstSeen: '2026-11-19T22:00:00Z', lastSeen: '2026-11-20T02:00:00Z', comment: 'C2' },
    { type: 'ipv4', value: '10.1.2.3', firstSeen: null, lastSeen: null, comment: 'Poste de rebond' },
    { type: 'file_name', value: "C:\\Temp\\l'outil.exe", firstSeen: null, lastSeen: null, comment: '' },
    { type: 'cve', value: 'CVE-2026-12345', firstSeen: null, lastSeen: null, comment: 'Porte d’entrée' },
    { type: 'bitcoin', value: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', firstSeen: null, lastSeen: null, comment: '' },
  ],
  ownDomains: ['clinique.example'],
  timeline: [
    { at: '2026-11-20T07:00:00+01:00', text: 'Réseau coupé.' },
    { at: '2026-11-20T06:45:00+01:00', text: "Appel d'une infirmière." },
  ],
  contacts: [
    { role: 'ssi_mailbox', email: 'ssi@clinique.example', phone: '+33 1 99 00 12 34' },
    { role: 'cert_sante', email: null, phone: null },
  ],
  measures: ['Postes isolés', 'Sauvegardes vérifiées'],
  help: ['forensics', 'advice'],
  cause: null,
  lessons: 'Séparer les comptes d’administration.',
  related: ['INC-2026-0040'],
};
