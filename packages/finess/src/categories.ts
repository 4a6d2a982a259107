/**
 * Categories of establishment (terminology TRE_R66 of the Agence du numérique en santé, labels of its
 * value set J55, 2026-05-05) and what the platform makes of them.
 */
import { legalStatusOf, type Sector } from './legal-statuses.ts';

/**
 * The platform's kinds. `hospital` alone: the sector is not told. No category of FINESS means
 * radiotherapy (such centres are « Entité ayant autorisation », 699): that kind is only ever given by
 * a person or by another source.
 */
export type StructureKind =
  | 'hospital_public'
  | 'hospital_private'
  | 'hospital_nonprofit'
  | 'hospital'
  | 'medico_social'
  | 'laboratory'
  | 'radiotherapy'
  | 'other';

type Family = 'hospital' | 'medico_social' | 'laboratory' | 'other';

const ROWS: ReadonlyArray<readonly [code: string, family: Family, label: string]> = [
  ['101', 'hospital', 'Centre hospitalier régional (CHR)'],
  ['106', 'hospital', 'Centre hospitalier (ex Hôpital local)'],
  ['109', 'hospital', 'Etablissement de santé privé autorisé en soins de suite et de réadaptation (SSR)'],
  ['114', 'hospital', 'Hôpital des armées'],
  ['115', 'hospital', 'Etablissement de soins du Service de santé des armées (SSA)'],
  ['122', 'hospital', 'Etablissement de soins obstétriques et chirurgico-gynécologiques'],
  ['124', 'other', 'Centre de santé'],
  ['127', 'hospital', 'Hospitalisation à domicile (HAD)'],
  ['128', 'hospital', 'Etablissement de soins chirurgicaux'],
  ['129', 'hospital', 'Etablissement de soins médicaux'],
  ['131', 'hospital', 'Centre de lutte contre cancer'],
  ['132', 'other', 'Etablissement de transfusion sanguine'],
  ['141', 'hospital', 'Centre de dialyse'],
  ['146', 'hospital', "Structure d'alternative à la dialyse en centre"],
  ['156', 'hospital', 'Centre médico-psychologique (CMP)'],
  ['161', 'hospital', 'Maison de santé pour maladies mentales'],
  ['165', 'medico_social', 'Appartement de coordination thérapeutique (ACT)'],
  ['178', 'medico_social', "Centre d'accueil et d'accompagnement à la réduction des risques pour usagers de drogues (CAARUD)"],
  ['180', 'medico_social', 'Lits halte soins santé (LHSS)'],
  ['182', 'medico_social', "Service d'éducation spéciale et de soins à domicile (SESSAD)"],
  ['183', 'medico_social', 'Institut médico-éducatif (IME)'],
  ['186', 'medico_social', 'Institut thérapeutique éducatif et pédagogique (ITEP)'],
  ['188', 'medico_social', 'Etablissement pour enfants ou adolescents polyhandicapés'],
  ['189', 'medico_social', 'Centre médico-psycho-pédagogique (CMPP)'],
  ['190', 'medico_social', 'Centre action médico-sociale précoce (CAMSP)'],
  ['192', 'medico_social', "Institut d'éducation motrice"],
  ['194', 'medico_social', 'Institut pour déficients visuels'],
  ['195', 'medico_social', 'Institut pour déficients auditifs'],
  ['196', 'medico_social', "Institut d'éducation sensorielle sourd-aveugle"],
  ['197', 'medico_social', "Centre de soins d'accompagnement et de prévention en addictologie (CSAPA)"],
  ['198', 'medico_social', 'Établissement et Service de Préorientation'],
  ['202', 'medico_social', 'Résidences autonomie'],
  ['207', 'medico_social', 'Centre de jour pour personnes âgées'],
  ['209', 'medico_social', 'Service autonomie aide et soins (SAAS)'],
  ['213', 'medico_social', "Lits d'accueil médicalisés (L.A.M.)"],
  ['214', 'other', "Centre d'hébergement et de réinsertion sociale (CHRS)"],
  ['223', 'other', 'Protection maternelle et infantile (PMI)'],
  ['238', 'medico_social', "Centre d'accueil familial spécialisé"],
  ['246', 'medico_social', "Etablissement et service d'aide par le travail (ESAT)"],
  ['249', 'medico_social', 'Établissement et Service de Réadaptation Professionnelle'],
  ['252', 'medico_social', "Foyer d'hébergement d'adultes handicapés"],
  ['253', 'medico_social', "Foyer d'accueil polyvalent pour adultes handicapés"],
  ['255', 'medico_social', "Maison d'accueil spécialisée (MAS)"],
  ['292', 'hospital', 'Centre hospitalier spécialisé de lutte contre les maladies mentales'],
  ['354', 'medico_social', 'Service de soins infirmiers à domicile (SSIAD)'],
  ['355', 'hospital', 'Centre hospitalier (CH)'],
  ['362', 'hospital', 'Etablissement de soins longue durée'],
  ['365', 'hospital', 'Etablissement de soins pluridisciplinaire'],
  ['366', 'hospital', 'Atelier thérapeutique'],
  ['370', 'medico_social', 'Etablissement Expérimental pour personnes handicapées'],
  ['377', 'medico_social', 'Etablissement expérimental pour enfance handicapée'],
  ['379', 'medico_social', 'Etablissement expérimental pour adultes handicapés'],
  ['381', 'medico_social', 'Etablissement expérimental pour personnes âgées'],
  ['382', 'medico_social', 'Foyer de vie pour adultes handicapés'],
  ['390', 'medico_social', "Etablissement d'accueil temporaire d'enfants handicapés"],
  ['395', 'medico_social', "Etablissement d'accueil temporaire pour adultes handicapés"],
  ['396', 'medico_social', "Foyer d'hébergement pour enfants et adolescents handicapés"],
  ['412', 'hospital', 'Appartement thérapeutique'],
  ['415', 'hospital', 'Service médico-psychologique régional (SMPR)'],
  ['425', 'hospital', "Centre d'accueil thérapeutique à temps partiel (CATTP)"],
  ['426', 'other', 'Syndicat inter hospitalier (SIH)'],
  ['430', 'hospital', 'Centre postcure pour malades mentaux'],
  ['433', 'hospital', 'Etablissement sanitaire des prisons'],
  ['437', 'medico_social', "Foyer d'accueil médicalisé pour adultes handicapés (FAM)"],
  ['444', 'hospital', "Centre de crise et d'accueil permanent"],
  ['445', 'medico_social', "Service d'accompagnement médico-social pour adultes handicapés"],
  ['446', 'medico_social', "Service d'accompagnement à la vie sociale (SAVS)"],
  ['448', 'medico_social', "Etablissement d'Accueil Médicalisé en tout ou partie personnes handicapées"],
  ['449', 'medico_social', "Etablissement d'Accueil Non Médicalisé pour personnes handicapées"],
  ['460', 'medico_social', 'Service autonomie aide (SAA)'],
  ['461', 'medico_social', 'Centres de ressources SAI (sans aucune indication)'],
  ['464', 'medico_social', "Unité d'évaluation, de réentraînement et d'orientation sociale et-ou professionnelle"],
  ['500', 'medico_social', "Etablissement d'hébergement pour personnes âgées dépendantes"],
  ['501', 'medico_social', "EHPA percevant des crédits d'assurance maladie"],
  ['502', 'medico_social', "EHPA ne percevant pas des crédits d'assurance maladie"],
  ['603', 'other', 'Maison de santé (L6223-3)'],
  ['604', 'other', 'Communauté Professionnelle Territoriale de Santé (CPTS)'],
  ['606', 'other', "Dispositif d'appui à la coordination (DAC)"],
  ['609', 'other', 'Maison Départementale pour Personnes Handicapées (MDPH)'],
  ['610', 'laboratory', "Laboratoire d'analyses"],
  ['611', 'laboratory', 'Laboratoire de biologie médicale (LBM)'],
  ['612', 'laboratory', 'Autre laboratoire de biologie médicale sans FSE'],
  ['620', 'other', "Pharmacie d'officine"],
  ['695', 'other', 'Groupement de coopération sanitaire de moyens - Exploitant'],
  ['696', 'other', 'Groupement de coopération sanitaire de moyens'],
  ['697', 'hospital', 'Groupement de coopération sanitaire, Etablissement de santé'],
  ['698', 'hospital', 'Autre établissement relevant de la loi hospitalière'],
  ['699', 'other', 'Entité ayant autorisation'],
];

/** Categories that are public by nature, for files that do not tell the legal status. */
const PUBLIC_CATEGORIES = new Set(['101', '106', '114', '115', '355']);

/** Participation in the public hospital service (TRE_R73): 1 public; 2 to 6 private, non-profit. */
const PARTICIPATION_SECTORS: Readonly<Record<string, Sector>> = {
  1: 'public', 2: 'nonprofit', 3: 'nonprofit', 4: 'nonprofit', 5: 'nonprofit', 6: 'nonprofit',
};

const categoryByCode = new Map(ROWS.map(([code, family, label]) => [code, { family, label }]));

/** The three codes from which the kind of a structure follows. */
export interface KindEvidence {
  /** Code of TRE_R66. */
  category?: string | undefined;
  /** Code of TRE_R400, carried by the legal entity. */
  legalStatus?: string | undefined;
  /** Code of TRE_R73, carried by the site. */
  participation?: string | undefined;
}

/** Label of a category code, undefined for a code that is not in the table. */
export function categoryLabel(code: string): string | undefined {
  return categoryByCode.get(code)?.label;
}

/** The platform's kind for a structure; undefined for a category that is not in the table. */
export function structureKind(evidence: KindEvidence): StructureKind | undefined {
  const family = categoryByCode.get(evidence.category ?? '')?.family;
  if (family !== 'hospital') return family;
  const sector = legalStatusOf(evidence.legalStatus ?? '')?.sector
    ?? PARTICIPATION_SECTORS[evidence.participation ?? '']
    ?? (PUBLIC_CATEGORIES.has(evidence.category ?? '') ? 'public' : undefined);
  return sector === undefined ? 'hospital' : `hospital_${sector}`;
}
