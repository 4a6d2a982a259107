import type { ListEntry } from '../bilingual.ts';
import type { IodefBusinessSeverity, IodefContactRole, IodefDiscoverySource } from './iodef-values.ts';

/** Lists of the declaration form. The codes are stored: a code is never reused for another meaning. */

const entry = <const Code extends string>(code: Code, fr: string, en: string, helpFr: string, helpEn: string) =>
  ({ code, label: { fr, en }, help: { fr: helpFr, en: helpEn } }) satisfies ListEntry<Code>;

/** Whether the incident is a malicious act. */
export const NATURES = [
  entry('malicious_confirmed', 'Malveillant, confirmé', 'Malicious, confirmed', "Des traces montrent l'acte d'un attaquant.", 'Traces show the act of an attacker.'),
  entry('malicious_suspected', 'Malveillant, suspecté', 'Malicious, suspected', 'Vous pensez à une attaque sans en être sûr.', 'You think of an attack but are not sure.'),
  entry('not_malicious', 'Non malveillant', 'Not malicious', 'Panne, erreur ou accident.', 'Failure, mistake or accident.'),
  entry('unknown', 'Ne sait pas encore', 'Do not know yet', 'Vous pourrez préciser plus tard.', 'You can tell later.'),
] as const;

/** Functional areas hit. */
export const SYSTEMS = [
  entry('patient_record', 'Dossier patient (DPI)', 'Electronic patient record', 'Le logiciel où les soignants lisent et écrivent.', 'The software where carers read and write.'),
  entry('emergency', 'Urgences, SAMU', 'Emergency department, ambulance control', 'Logiciel des urgences ou de la régulation.', 'Software of emergencies or dispatch.'),
  entry('imaging', 'Imagerie (PACS, RIS)', 'Imaging (PACS, RIS)', "Images médicales et gestion de l'imagerie.", 'Medical images and their management.'),
  entry('laboratory', 'Laboratoire', 'Laboratory', 'Analyses et serveur de résultats.', 'Tests and results server.'),
  entry('pharmacy', 'Pharmacie', 'Pharmacy', 'Prescription, dispensation, chimiothérapie.', 'Prescription, dispensing, chemotherapy.'),
  entry('operating_theatre', 'Bloc opératoire', 'Operating theatre', 'Programmation, anesthésie, stérilisation.', 'Scheduling, anaesthesia, sterilisation.'),
  entry('medical_device', 'Dispositif médical connecté', 'Connected medical device', 'Scanner, pompe, moniteur, automate.', 'Scanner, pump, monitor, analyser.'),
  entry('messaging', 'Messagerie', 'Email', 'Messagerie ordinaire ou sécurisée de santé.', 'Ordinary or secure health email.'),
  entry('directory', 'Annuaire (Active Directory)', 'Directory (Active Directory)', 'Comptes, mots de passe et droits.', 'Accounts, passwords and rights.'),
  entry('workstations', 'Postes de travail', 'Workstations', 'Ordinateurs, tablettes, téléphones.', 'Computers, tablets, phones.'),
  entry('servers', 'Serveurs', 'Servers', 'Serveurs physiques, virtuels ou hébergés.', 'Physical, virtual or hosted servers.'),
  entry('network', 'Réseau, accès à distance', 'Network, remote access', 'Pare-feu, Wi-Fi, VPN, lien entre sites.', 'Firewall, Wi-Fi, VPN, inter-site link.'),
  entry('backups', 'Sauvegardes', 'Backups', 'Sauvegardes atteintes, chiffrées ou absentes.', 'Backups hit, encrypted or missing.'),
  entry('telephony', 'Téléphonie', 'Telephony', 'Standard, postes, appel malade.', 'Switchboard, handsets, nurse call.'),
  entry('building', 'Gestion technique du bâtiment', 'Building management', 'Accès, climatisation, fluides, électricité.', 'Doors, cooling, fluids, power.'),
  entry('administration', 'Administration, paie', 'Administration, payroll', 'Admissions, facturation, finances, ressources humaines.', 'Admissions, billing, finance, human resources.'),
  entry('website', 'Site web, portail patient', 'Website, patient portal', 'Ce que le public voit sur Internet.', 'What the public sees on the Internet.'),
  entry('other', 'Autre', 'Other', 'Précisez dans la description.', 'Tell in the description.'),
  entry('unknown', 'Ne sait pas encore', 'Do not know yet', 'Vous pourrez préciser plus tard.', 'You can tell later.'),
] as const;

/** Effect on care, from none to proven endangerment, with its IODEF business severity. */
export const CARE_IMPACTS = [
  { ...entry('none', 'Aucun effet sur les soins', 'No effect on care', 'Les soins continuent normalement.', 'Care goes on as usual.'), severity: 'none' },
  { ...entry('degraded', 'Mode dégradé', 'Degraded mode', 'Les soins continuent autrement (papier, téléphone).', 'Care goes on by other means (paper, telephone).'), severity: 'medium' },
  { ...entry('stopped', "Arrêt d'une activité", 'An activity stopped', 'Un service ou un plateau technique ne fonctionne plus.', 'A ward or technical unit no longer works.'), severity: 'high' },
  { ...entry('transfers', 'Transfert ou déprogrammation de patients', 'Patients transferred or postponed', 'Des patients sont envoyés ailleurs ou reportés.', 'Patients are sent elsewhere or postponed.'), severity: 'high' },
  { ...entry('endangerment_potential', 'Mise en danger potentielle', 'Potential endangerment', 'Un patient aurait pu être mis en danger.', 'A patient could have been put in danger.'), severity: 'high' },
  { ...entry('endangerment_proven', 'Mise en danger avérée', 'Proven endangerment', 'Un patient a été mis en danger.', 'A patient was put in danger.'), severity: 'high' },
  { ...entry('unknown', 'Ne sait pas encore', 'Do not know yet', 'Vous pourrez préciser plus tard.', 'You can tell later.'), severity: 'unknown' },
] as const satisfies readonly (ListEntry & { readonly severity: IodefBusinessSeverity })[];

/** Kinds of data concerned. */
export const DATA_IMPACTS = [
  entry('none', 'Aucune donnée concernée', 'No data concerned', "Rien n'a été lu, changé ni perdu.", 'Nothing was read, changed or lost.'),
  entry('patient', 'Données de patients ou de résidents', 'Data of patients or residents', 'Dossiers, résultats, identités, numéros.', 'Records, results, identities, numbers.'),
  entry('other_personal', 'Autres données personnelles', 'Other personal data', 'Agents, candidats, visiteurs.', 'Staff, applicants, visitors.'),
  entry('confidential', 'Données confidentielles ou techniques', 'Confidential or technical data', 'Contrats, mots de passe, plans du réseau.', 'Contracts, passwords, network maps.'),
  entry('unknown', 'Ne sait pas encore', 'Do not know yet', 'Vous pourrez préciser plus tard.', 'You can tell later.'),
] as const;

/** What the data lost. */
export const DATA_LOSSES = [
  entry('confidentiality', 'Confidentialité', 'Confidentiality', 'Des données ont été vues, copiées ou publiées.', 'Data were seen, copied or published.'),
  entry('integrity', 'Intégrité', 'Integrity', 'Des données ont été modifiées ou mélangées.', 'Data were altered or mixed up.'),
  entry('availability', 'Disponibilité', 'Availability', 'Des données sont inaccessibles ou perdues.', 'Data are out of reach or lost.'),
] as const;

/** Answers to a question that the declarant may not be able to answer yet. */
export const ANSWERS = [
  entry('yes', 'Oui', 'Yes', 'Vous en êtes sûr.', 'You are sure.'),
  entry('no', 'Non', 'No', 'Vous en êtes sûr.', 'You are sure.'),
  entry('unknown', 'Ne sait pas encore', 'Do not know yet', 'Vous pourrez préciser plus tard.', 'You can tell later.'),
] as const;

/** How the incident was noticed, with its IODEF discovery source. */
export const DETECTION_CHANNELS = [
  { ...entry('user', 'Un utilisateur', 'A user', 'Un agent ou un soignant a remarqué.', 'A member of staff noticed.'), source: 'internal-notification' },
  { ...entry('administrator', 'Un administrateur', 'An administrator', "L'équipe informatique a remarqué.", 'The IT team noticed.'), source: 'os-log' },
  { ...entry('security_tool', 'Un outil de sécurité (EDR, SIEM, antivirus)', 'A security tool (EDR, SIEM, antivirus)', 'Un outil a donné une alerte.', 'A tool raised an alert.'), source: 'siem' },
  { ...entry('provider', 'Un prestataire', 'A provider', "L'éditeur, l'hébergeur ou l'infogérant a prévenu.", 'The vendor, host or managed service provider warned.'), source: 'partner' },
  { ...entry('authority_alert', 'Une alerte du CERT Santé ou de l’ANSSI', 'An alert from CERT Santé or ANSSI', 'Une autorité vous a écrit ou appelé.', 'An authority wrote or called.'), source: 'external-notification' },
  { ...entry('audit', 'Un audit ou un exercice', 'An audit or exercise', 'Constaté pendant un contrôle.', 'Found during a check.'), source: 'audit' },
  { ...entry('patient', 'Un patient ou un proche', 'A patient or relative', 'Quelqu’un s’est plaint ou a prévenu.', 'Someone complained or warned.'), source: 'external-notification' },
  { ...entry('press', 'La presse ou les réseaux sociaux', 'The press or social networks', 'Vous l’avez appris publiquement.', 'You learnt it in public.'), source: 'external-notification' },
  { ...entry('attacker', "L'attaquant lui-même", 'The attacker', 'Demande de rançon, revendication.', 'Ransom note, claim.'), source: 'actor' },
  { ...entry('unknown', 'Ne sait pas encore', 'Do not know yet', 'Vous pourrez préciser plus tard.', 'You can tell later.'), source: 'unknown' },
] as const satisfies readonly (ListEntry & { readonly source: IodefDiscoverySource })[];

/** Kinds of structures. */
export const STRUCTURE_TYPES = [
  entry('hospital_public', 'Établissement de santé public', 'Public hospital', 'CHU, centre hospitalier, EPSM.', 'University, general or psychiatric public hospital.'),
  entry('hospital_nonprofit', 'Établissement de santé privé non lucratif', 'Non-profit private hospital', 'ESPIC, centre de lutte contre le cancer, EBNL.', 'Non-profit hospital, cancer centre.'),
  entry('hospital_private', 'Établissement de santé privé', 'For-profit private hospital', 'Clinique, hôpital privé.', 'Clinic, private hospital.'),
  entry('medico_social', 'Établissement ou service médico-social', 'Medico-social establishment or service', 'EHPAD, MAS, FAM, IME, SSIAD.', 'Nursing home, care home, home nursing.'),
  entry('laboratory', 'Laboratoire de biologie médicale', 'Medical laboratory', 'Site unique ou groupe de laboratoires.', 'One site or a group of laboratories.'),
  entry('radiotherapy', 'Centre de radiothérapie ou d’imagerie', 'Radiotherapy or imaging centre', 'Cabinet ou centre autonome.', 'Independent practice or centre.'),
  entry('primary_care', 'Centre de santé, maison de santé, CPTS', 'Health centre, group practice', 'Soins de ville organisés.', 'Organised primary care.'),
  entry('group', 'Groupement (GHT, GCS, GRADeS)', 'Group (GHT, GCS, GRADeS)', 'Structure de coopération qui porte le système.', 'Cooperation body that runs the system.'),
  entry('armed_forces', 'Hôpital des armées', 'Military hospital', 'Service de santé des armées.', 'Armed forces medical service.'),
  entry('other', 'Autre', 'Other', 'Précisez dans la description.', 'Tell in the description.'),
] as const;

/** Help that the structure wants. */
export const HELP_KINDS = [
  entry('advice', 'Conseil', 'Advice', 'Être rappelé pour savoir quoi faire.', 'Be called back to know what to do.'),
  entry('forensics', 'Analyse des traces', 'Forensics', "Comprendre par où l'attaquant est entré.", 'Understand how the attacker came in.'),
  entry('restoration', 'Remise en service', 'Restoration', 'Reconstruire et redémarrer sans risque.', 'Rebuild and restart safely.'),
  entry('communication', 'Communication', 'Communication', 'Prévenir patients, agents, presse.', 'Tell patients, staff, press.'),
  entry('none', 'Aucune aide souhaitée', 'No help wanted', 'Vous pourrez changer d’avis à tout moment.', 'You can change your mind at any time.'),
] as const;

/** Roles of contacts (never persons), with their IODEF role. */
export const CONTACT_ROLES = [
  { ...entry('declarant', 'Déclarant', 'Declarant', 'La personne qui déclare.', 'The person who declares.'), iodefRole: 'reporter' },
  { ...entry('direction', 'Direction', 'Management', 'Directeur ou son délégué.', 'Director or delegate.'), iodefRole: 'admin' },
  { ...entry('rssi', 'RSSI', 'CISO', 'Responsable de la sécurité des systèmes d’information.', 'Head of information security.'), iodefRole: 'irt' },
  { ...entry('referent_ssi', 'Référent SSI', 'Security correspondent', 'Relais sécurité d’une petite structure.', 'Security relay of a small structure.'), iodefRole: 'irt' },
  { ...entry('ssi_mailbox', 'Boîte fonctionnelle SSI', 'Functional security mailbox', 'Adresse lue par plusieurs responsables.', 'Address read by several officers.'), iodefRole: 'irt' },
  { ...entry('dsi', 'DSI', 'CIO', 'Direction du système d’information.', 'Head of information systems.'), iodefRole: 'tech' },
  { ...entry('dpo', 'DPO', 'DPO', 'Délégué à la protection des données.', 'Data protection officer.'), iodefRole: 'legal' },
  { ...entry('provider', 'Prestataire', 'Provider', 'Éditeur, hébergeur ou infogérant.', 'Vendor, host or managed service provider.'), iodefRole: 'provider' },
  { ...entry('ars', 'ARS', 'Regional health agency', 'Agence régionale de santé.', 'Regional health agency.'), iodefRole: 'cc' },
  { ...entry('cert_sante', 'CERT Santé', 'CERT Santé', 'Équipe nationale de réponse aux incidents.', 'National incident response team.'), iodefRole: 'cc-irt' },
] as const satisfies readonly (ListEntry & { readonly iodefRole: IodefContactRole })[];

export type NatureCode = (typeof NATURES)[number]['code'];
export type SystemCode = (typeof SYSTEMS)[number]['code'];
export type CareImpactCode = (typeof CARE_IMPACTS)[number]['code'];
export type DataImpactCode = (typeof DATA_IMPACTS)[number]['code'];
export type DataLossCode = (typeof DATA_LOSSES)[number]['code'];
export type AnswerCode = (typeof ANSWERS)[number]['code'];
export type DetectionChannelCode = (typeof DETECTION_CHANNELS)[number]['code'];
export type StructureTypeCode = (typeof STRUCTURE_TYPES)[number]['code'];
export type HelpKindCode = (typeof HELP_KINDS)[number]['code'];
export type ContactRoleCode = (typeof CONTACT_ROLES)[number]['code'];

/** The entry of a code in one of these lists; the code is typed, so a missing one is our own mistake. */
export function entryOf<Entry extends ListEntry>(list: readonly Entry[], code: Entry['code']): Entry {
  const found = list.find((one) => one.code === code);
  if (!found) throw new RangeError(`Unknown code: ${code}`);
  return found;
}
