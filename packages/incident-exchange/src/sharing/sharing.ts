import type { Bilingual } from '../bilingual.ts';

/** Traffic Light Protocol 2.0 (FIRST, August 2022), from the strictest to the freest. */
export const TLP_LEVELS = ['red', 'amber+strict', 'amber', 'green', 'clear'] as const;
/** Permissible Actions Protocol (MISP taxonomy v3), from the strictest to the freest. */
export const PAP_LEVELS = ['red', 'amber', 'green', 'clear'] as const;
/** Who would receive, from the narrowest to the widest. */
export const AUDIENCES = ['named_recipients', 'organisation', 'organisation_and_clients', 'community', 'public'] as const;
/** What one would do with the information, from the most discreet to the most visible. */
export const ACTIONS = ['passive_own_logs', 'passive_third_party', 'active'] as const;

export type Tlp = (typeof TLP_LEVELS)[number];
export type Pap = (typeof PAP_LEVELS)[number];
export type Audience = (typeof AUDIENCES)[number];
export type Action = (typeof ACTIONS)[number];

type Mark<Limit> = { readonly label: string; readonly meaning: Bilingual; readonly forbids: Bilingual; readonly widest: Limit };

/** What each TLP level means and forbids; `widest` is the largest audience that it allows. */
export const TLP: { readonly [Level in Tlp]: Mark<Audience> } = {
  red: {
    label: 'TLP:RED',
    meaning: { fr: 'Réservé aux destinataires nommés.', en: 'For the named recipients only.' },
    forbids: { fr: "Toute rediffusion, même au sein de l'organisation.", en: 'Any further sharing, even inside the organisation.' },
    widest: 'named_recipients',
  },
  'amber+strict': {
    label: 'TLP:AMBER+STRICT',
    meaning: { fr: "Réservé à l'organisation, selon le besoin d'en connaître.", en: 'For the organisation only, on a need-to-know basis.' },
    forbids: { fr: "La diffusion hors de l'organisation, clients compris.", en: 'Sharing outside the organisation, clients included.' },
    widest: 'organisation',
  },
  amber: {
    label: 'TLP:AMBER',
    meaning: { fr: "Réservé à l'organisation et à ses clients, selon le besoin d'en connaître.", en: 'For the organisation and its clients, on a need-to-know basis.' },
    forbids: { fr: "La diffusion au-delà de l'organisation et de ses clients.", en: 'Sharing beyond the organisation and its clients.' },
    widest: 'organisation_and_clients',
  },
  green: {
    label: 'TLP:GREEN',
    meaning: { fr: 'Réservé à la communauté.', en: 'For the community.' },
    forbids: { fr: 'La publication et tout canal public.', en: 'Publication and any public channel.' },
    widest: 'community',
  },
  clear: {
    label: 'TLP:CLEAR',
    meaning: { fr: 'Diffusion libre.', en: 'May be shared freely.' },
    forbids: { fr: "Rien, hors le droit d'auteur.", en: 'Nothing, copyright aside.' },
    widest: 'public',
  },
};

/** What each PAP level means and forbids; `widest` is the most visible action that it allows. */
export const PAP: { readonly [Level in Pap]: Mark<Action> } = {
  red: {
    label: 'PAP:RED',
    meaning: { fr: 'Recherche passive et indétectable dans ses propres journaux.', en: 'Passive, undetectable search in one’s own logs.' },
    forbids: { fr: 'Interroger un tiers, bloquer, contacter la cible.', en: 'Asking a third party, blocking, contacting the target.' },
    widest: 'passive_own_logs',
  },
  amber: {
    label: 'PAP:AMBER',
    meaning: { fr: 'Recoupements passifs, y compris auprès de services tiers (whois…).', en: 'Passive cross checks, third-party services included (whois…).' },
    forbids: { fr: 'Bloquer les flux, contacter la cible.', en: 'Blocking traffic, contacting the target.' },
    widest: 'passive_third_party',
  },
  green: {
    label: 'PAP:GREEN',
    meaning: { fr: 'Actions actives permises : bloquer les flux, tester la cible.', en: 'Active actions allowed: blocking traffic, pinging the target.' },
    forbids: { fr: "Les actions qui dépassent la défense ordinaire, comme l'intrusion.", en: 'Actions beyond ordinary defence, such as intrusion.' },
    widest: 'active',
  },
  clear: {
    label: 'PAP:CLEAR',
    meaning: { fr: "Aucune limite d'usage.", en: 'No limit on use.' },
    forbids: { fr: 'Rien, hors la loi.', en: 'Nothing, the law aside.' },
    widest: 'active',
  },
};

/** Mark of an incident whose owner chose none. */
export const DEFAULT_MARKS: { readonly tlp: Tlp; readonly pap: Pap } = { tlp: 'amber', pap: 'amber' };

export const AUDIENCE_LABELS: { readonly [Code in Audience]: Bilingual } = {
  named_recipients: { fr: 'des destinataires nommés', en: 'named recipients' },
  organisation: { fr: "l'organisation", en: 'the organisation' },
  organisation_and_clients: { fr: "l'organisation et ses clients", en: 'the organisation and its clients' },
  community: { fr: 'la communauté', en: 'the community' },
  public: { fr: 'le public', en: 'the public' },
};

export const ACTION_LABELS: { readonly [Code in Action]: Bilingual } = {
  passive_own_logs: { fr: 'chercher dans ses propres journaux', en: 'searching one’s own logs' },
  passive_third_party: { fr: 'interroger un service tiers', en: 'asking a third-party service' },
  active: { fr: 'agir de façon visible (bloquer, contacter)', en: 'acting visibly (blocking, contacting)' },
};

/** Why something may be shared or not: data for the page, and the sentence that it shows. */
export type SharingVerdict = {
  readonly allowed: boolean;
  readonly because: {
    readonly code: 'within_tlp' | 'beyond_tlp';
    readonly tlp: Tlp;
    readonly audience: Audience;
    readonly widestAudience: Audience;
    readonly sentence: Bilingual;
  };
};

/** Whether information marked `tlp` may go to `audience` (TLP 2.0). */
export function mayShare({ tlp, audience }: { tlp: Tlp; audience: Audience }): SharingVerdict {
  const { label, widest } = TLP[tlp];
  const allowed = AUDIENCES.indexOf(audience) <= AUDIENCES.indexOf(widest);
  const [to, limit] = [AUDIENCE_LABELS[audience], AUDIENCE_LABELS[widest]];
  const sentence = allowed
    ? { fr: `${label} permet la diffusion vers ${to.fr}.`, en: `${label} allows sharing with ${to.en}.` }
    : {
        fr: `${label} interdit la diffusion vers ${to.fr} : elle s'arrête à ${limit.fr}.`,
        en: `${label} forbids sharing with ${to.en}: it stops at ${limit.en}.`,
      };
  const code = allowed ? 'within_tlp' : 'beyond_tlp';
  return { allowed, because: { code, tlp, audience, widestAudience: widest, sentence } };
}

/** Why an action may be done or not. */
export type ActionVerdict = {
  readonly allowed: boolean;
  readonly because: {
    readonly code: 'within_pap' | 'beyond_pap';
    readonly pap: Pap;
    readonly action: Action;
    readonly mostVisibleAction: Action;
    readonly sentence: Bilingual;
  };
};

/** Whether information marked `pap` may be used for `action` (PAP, MISP taxonomy v3). */
export function mayAct({ pap, action }: { pap: Pap; action: Action }): ActionVerdict {
  const { label, widest } = PAP[pap];
  const allowed = ACTIONS.indexOf(action) <= ACTIONS.indexOf(widest);
  const [wish, limit] = [ACTION_LABELS[action], ACTION_LABELS[widest]];
  const sentence = allowed
    ? { fr: `${label} le permet : ${wish.fr}.`, en: `${label} allows ${wish.en}.` }
    : { fr: `${label} l'interdit : ${wish.fr}. Au plus : ${limit.fr}.`, en: `${label} forbids ${wish.en}: at most, ${limit.en}.` };
  return {
    allowed,
    because: { code: allowed ? 'within_pap' : 'beyond_pap', pap, action, mostVisibleAction: widest, sentence },
  };
}

/** Negative when `a` is stricter than `b`. */
export const compareTlp = (a: Tlp, b: Tlp): number => TLP_LEVELS.indexOf(a) - TLP_LEVELS.indexOf(b);
/** Negative when `a` is stricter than `b`. */
export const comparePap = (a: Pap, b: Pap): number => PAP_LEVELS.indexOf(a) - PAP_LEVELS.indexOf(b);
/** The mark that a document made of both must carry. */
export const stricterTlp = (a: Tlp, b: Tlp): Tlp => (compareTlp(a, b) <= 0 ? a : b);
/** The mark that a document made of both must carry. */
export const stricterPap = (a: Pap, b: Pap): Pap => (comparePap(a, b) <= 0 ? a : b);
