import type { Summary } from './assessment.ts';

/** What only the organisation that runs the platform knows; dates and addresses ready to print. */
export type StatementDetails = {
  readonly organisation: string;
  /** Electronic mail to which a problem is reported. */
  readonly contact: string;
  /** Public address of the platform. */
  readonly address: string;
  /** Day the statement was made, as written in its language. */
  readonly date: string;
};

/** One part of the statement, ready to print: a heading, paragraphs, then a list with or without links. */
export type StatementSection = {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly list: readonly { readonly text: string; readonly url?: string }[];
};

type Text = { readonly fr: string; readonly en: string };
type SectionSource = {
  readonly id: string;
  readonly title: Text;
  readonly paragraphs: readonly Text[];
  readonly list?: readonly (Text & { readonly url?: string })[];
};

/** Mention that every page carries in its footer (décret 2019-768). */
export const footerMention: Text = {
  fr: 'Accessibilité : non conforme',
  en: 'Accessibility: not compliant',
};

/**
 * The statement with its placeholders in braces. Contents required by art. 47 of loi 2005-102
 * and décret 2019-768; without a valid audit, the only lawful state is « non conforme ».
 */
export const statement: readonly SectionSource[] = [
  {
    id: 'commitment',
    title: { fr: 'Déclaration d’accessibilité', en: 'Accessibility statement' },
    paragraphs: [
      {
        fr: '{organisation} s’engage à rendre la plateforme Hygie accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.',
        en: '{organisation} undertakes to make the Hygie platform accessible, in accordance with article 47 of French law no. 2005-102 of 11 February 2005.',
      },
      {
        fr: 'Cette déclaration s’applique à {address}. Elle a été établie le {date}.',
        en: 'This statement applies to {address}. It was made on {date}.',
      },
    ],
  },
  {
    id: 'state',
    title: { fr: 'État de conformité', en: 'Compliance status' },
    paragraphs: [
      {
        fr: 'La plateforme est non conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1 : elle n’a pas encore été auditée. Sans audit en cours de validité, aucun taux de conformité ne peut être annoncé.',
        en: 'The platform is not compliant with the French accessibility standard (RGAA), version 4.1: it has not been audited yet. Without a valid audit, no compliance rate can be claimed.',
      },
    ],
  },
  {
    id: 'results',
    title: { fr: 'Résultats connus à ce jour', en: 'Results known to date' },
    paragraphs: [
      {
        fr: 'La grille des {base} critères est tenue avec le code de la plateforme. Elle dit, critère par critère, ce qui est su et comment.',
        en: 'The grid of {base} criteria is kept with the code of the platform. It says, criterion by criterion, what is known and how.',
      },
      {
        fr: 'Un contrôle automatique ne vérifie qu’une partie d’un critère : il ne vaut jamais preuve entière.',
        en: 'An automated check covers only a part of a criterion: it is never a full proof.',
      },
    ],
    list: [
      { fr: 'Critères prouvés : {proved} sur {base}.', en: 'Criteria proved: {proved} of {base}.' },
      {
        fr: 'Critères prouvés en partie par un contrôle automatique : {partly_proved} sur {base}.',
        en: 'Criteria proved in part by an automated check: {partly_proved} of {base}.',
      },
      { fr: 'Critères sans objet : {not_applicable} sur {base}.', en: 'Criteria not applicable: {not_applicable} of {base}.' },
      { fr: 'Critères non respectés : {not_met} sur {base}.', en: 'Criteria not met: {not_met} of {base}.' },
      {
        fr: 'Critères encore à vérifier par une personne : {to_review} sur {base}.',
        en: 'Criteria still to be checked by a person: {to_review} of {base}.',
      },
    ],
  },
  {
    id: 'limits',
    title: { fr: 'Limites connues', en: 'Known limits' },
    paragraphs: [
      {
        fr: 'Aucun critère n’est tenu pour respecté sans preuve nommée. À ce jour :',
        en: 'No criterion is held as met without a named proof. To date:',
      },
    ],
    list: [
      {
        fr: 'Aucun essai n’a été mené avec des personnes en situation de handicap, ni avec un lecteur d’écran.',
        en: 'No trial was carried out with disabled people, nor with a screen reader.',
      },
      {
        fr: 'Les documents PDF produits par la plateforme n’ont pas été relus avec une technologie d’assistance.',
        en: 'The PDF documents made by the platform were not reviewed with an assistive technology.',
      },
      {
        fr: 'Les pièces jointes déposées par les utilisateurs sont transmises telles quelles : leur accessibilité n’est pas contrôlée.',
        en: 'The files attached by users are passed on as they are: their accessibility is not checked.',
      },
      {
        fr: 'Avec un agrandissement de 200 %, les pages qui portent un large tableau demandent un défilement horizontal.',
        en: 'Enlarged to 200%, pages that hold a wide table need sideways scrolling.',
      },
      {
        fr: 'Les intitulés des critères du RGAA n’existent qu’en français.',
        en: 'The titles of the RGAA criteria exist in French only.',
      },
    ],
  },
  {
    id: 'method',
    title: { fr: 'Établissement de cette déclaration', en: 'How this statement was prepared' },
    paragraphs: [
      {
        fr: 'Cette déclaration repose sur une auto-évaluation, sans audit. Technologies employées : HTML, CSS, SVG, WAI-ARIA, JavaScript. Outil de contrôle automatique prévu par la grille : axe-core.',
        en: 'This statement rests on a self-assessment, without an audit. Technologies in use: HTML, CSS, SVG, WAI-ARIA, JavaScript. Automated checker that the grid provides for: axe-core.',
      },
    ],
  },
  {
    id: 'feedback',
    title: { fr: 'Signaler un problème', en: 'Reporting a problem' },
    paragraphs: [
      {
        fr: 'Une page ou un document vous résiste ? Écrivez à {contact}. {organisation} vous orientera vers une version accessible ou vous donnera le contenu sous une autre forme.',
        en: 'Is a page or a document out of your reach? Write to {contact}. {organisation} will direct you to an accessible version or give you the content in another form.',
      },
      {
        fr: 'Précisez l’adresse de la page, ce que vous vouliez faire, et si vous le souhaitez votre matériel et vos logiciels. Il n’est pas nécessaire de parler de votre handicap. Ne joignez aucune donnée de patient.',
        en: 'Give the address of the page, what you were trying to do and, if you wish, your equipment and software. You need not say anything about a disability. Attach no patient data.',
      },
    ],
  },
  {
    id: 'recourse',
    title: { fr: 'Voies de recours', en: 'Recourse' },
    paragraphs: [
      {
        fr: 'Vous avez signalé un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un service, et vous n’avez pas obtenu de réponse satisfaisante ? Vous pouvez saisir le Défenseur des droits :',
        en: 'You reported an accessibility defect that keeps you from a content or a service, and received no satisfactory answer? You may turn to the French Defender of Rights (Défenseur des droits):',
      },
    ],
    list: [
      { fr: 'Remplir le formulaire en ligne', en: 'Fill in the online form', url: 'https://formulaire.defenseurdesdroits.fr/' },
      {
        fr: 'S’adresser au délégué de votre région',
        en: 'Contact the delegate of your region',
        url: 'https://www.defenseurdesdroits.fr/saisir/delegues',
      },
      {
        fr: 'Écrire, sans timbre, à : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.',
        en: 'Write, without a stamp, to: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07, France.',
      },
    ],
  },
];

/** The statement in one language, its placeholders filled with the details and the counts of the grid. */
export function accessibilityStatement(
  locale: 'fr' | 'en',
  details: StatementDetails,
  { base, byState }: Summary,
): readonly StatementSection[] {
  const values: Readonly<Record<string, string | number>> = { ...details, base, ...byState };
  // An unknown placeholder stays visible rather than vanishing; a test fails on any that is left.
  const fill = (text: Text): string =>
    text[locale].replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
  return statement.map(({ id, title, paragraphs, list = [] }) => ({
    id,
    title: fill(title),
    paragraphs: paragraphs.map(fill),
    list: list.map((item) => ({ text: fill(item), ...(item.url === undefined ? {} : { url: item.url }) })),
  }));
}
