// What a register puts before or after the proper name of a structure: kinds, legal forms, words of the trade, and the
// small words that bind them. Folded: without accents, in small letters.
const commonWords = new Set(
  `
  association associations assoc asso ass fondation fond mutualite mutuelle union societe ste sa sas sasu sarl eurl sci scm scp snc selarl selas selafa ogec ugecam ccas cias epsm
  centre centres ctre ch chu chr chru chi chs chg cht hopital hopitaux hop hospitalier hospitaliere hospitaliers hl hia clinique cliniques cliq polyclinique polycl ehpad ehpa usld had
  ssr smr msp mrs mas fam esat ime itep sessad samsah ssiad csapa cmp cmpp maison maisons residence residences foyer foyers logement accueil institut etablissement etablissements ets etab
  pole groupe groupement ght gcs gcsms gie gip site antenne annexe service services laboratoire laboratoires labo biologie imagerie radiologie radiotherapie dialyse pharmacie cabinet
  maternite medecine medical medicale medicaux medico social sociale psychiatrie chirurgie readaptation reeducation soins sante retraite convalescence gestion gestionnaire aide domicile
  regional regionale universitaire intercommunal intercommunale communal departemental general generale specialise public publique prive privee local locale agence ars crrc crsa
  le la les l de du des d et en a au aux pour sur sous`.trim().split(/\s+/),
);

/**
 * The proper name of a structure, folded, without what only says its kind: « Association Le Clos Fleuri » is « clos fleuri ».
 * Empty when the name says nothing else.
 */
export function bareName(folded: string): string {
  const words = folded.split(' ').filter(Boolean);
  const own = (word: string) => !commonWords.has(word);
  const first = words.findIndex(own);
  return first === -1 ? '' : words.slice(first, words.findLastIndex(own) + 1).join(' ');
}
