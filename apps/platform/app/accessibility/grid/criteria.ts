/**
 * The 106 criteria of RGAA 4.1 (référentiel général d'amélioration de l'accessibilité).
 *
 * Source: direction interministérielle du numérique (DINUM), criteria of RGAA 4.1,
 * https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/,
 * under Licence Ouverte / Open Licence 2.0 (https://www.etalab.gouv.fr/licence-ouverte-open-licence/).
 * Changes made here: links to the glossary and code marks removed from the titles, levels derived,
 * English theme names added. This reuse implies no endorsement by the State.
 */

/** Level of the WCAG 2.1 success criteria behind an RGAA criterion. */
export type Level = 'A' | 'AA';

/** One of the 13 themes; the English name is ours, RGAA is published in French only. */
export type Theme = { readonly number: number; readonly fr: string; readonly en: string };

/**
 * One criterion. `title` is the published French text, to be marked `lang="fr"` on an English page.
 * RGAA prints no level: `level` is the lowest among the WCAG success criteria the criterion refers to.
 */
export type Criterion = {
  /** Theme and rank, as `"10.7"`: text, because 1.10 and 1.1 would be the same number. */
  readonly id: string;
  readonly theme: number;
  readonly title: string;
  readonly level: Level;
};

/** The themes, in the order of the standard. */
export const themes: readonly Theme[] = [
  { number: 1, fr: 'Images', en: 'Images' },
  { number: 2, fr: 'Cadres', en: 'Frames' },
  { number: 3, fr: 'Couleurs', en: 'Colours' },
  { number: 4, fr: 'Multimédia', en: 'Multimedia' },
  { number: 5, fr: 'Tableaux', en: 'Tables' },
  { number: 6, fr: 'Liens', en: 'Links' },
  { number: 7, fr: 'Scripts', en: 'Scripts' },
  { number: 8, fr: 'Éléments obligatoires', en: 'Mandatory elements' },
  { number: 9, fr: 'Structuration de l’information', en: 'Structure of information' },
  { number: 10, fr: 'Présentation de l’information', en: 'Presentation of information' },
  { number: 11, fr: 'Formulaires', en: 'Forms' },
  { number: 12, fr: 'Navigation', en: 'Navigation' },
  { number: 13, fr: 'Consultation', en: 'Consultation' },
];

/** The criteria, in the order of the standard. */
export const criteria: readonly Criterion[] = [
  { id: '1.1', theme: 1, level: 'A', title: 'Chaque image porteuse d’information a-t-elle une alternative textuelle ?' },
  { id: '1.2', theme: 1, level: 'A', title: 'Chaque image de décoration est-elle correctement ignorée par les technologies d’assistance ?' },
  { id: '1.3', theme: 1, level: 'A', title: 'Pour chaque image porteuse d’information ayant une alternative textuelle, cette alternative est-elle pertinente (hors cas particuliers) ?' },
  { id: '1.4', theme: 1, level: 'A', title: 'Pour chaque image utilisée comme CAPTCHA ou comme image-test, ayant une alternative textuelle, cette alternative permet-elle d’identifier la nature et la fonction de l’image ?' },
  { id: '1.5', theme: 1, level: 'A', title: 'Pour chaque image utilisée comme CAPTCHA, une solution d’accès alternatif au contenu ou à la fonction du CAPTCHA est-elle présente ?' },
  { id: '1.6', theme: 1, level: 'A', title: 'Chaque image porteuse d’information a-t-elle, si nécessaire, une description détaillée ?' },
  { id: '1.7', theme: 1, level: 'A', title: 'Pour chaque image porteuse d’information ayant une description détaillée, cette description est-elle pertinente ?' },
  { id: '1.8', theme: 1, level: 'AA', title: 'Chaque image texte porteuse d’information, en l’absence d’un mécanisme de remplacement, doit si possible être remplacée par du texte stylé. Cette règle est-elle respectée (hors cas particuliers) ?' },
  { id: '1.9', theme: 1, level: 'A', title: 'Chaque légende d’image est-elle, si nécessaire, correctement reliée à l’image correspondante ?' },
  { id: '2.1', theme: 2, level: 'A', title: 'Chaque cadre a-t-il un titre de cadre ?' },
  { id: '2.2', theme: 2, level: 'A', title: 'Pour chaque cadre ayant un titre de cadre, ce titre de cadre est-il pertinent ?' },
  { id: '3.1', theme: 3, level: 'A', title: 'Dans chaque page web, l’information ne doit pas être donnée uniquement par la couleur. Cette règle est-elle respectée ?' },
  { id: '3.2', theme: 3, level: 'AA', title: 'Dans chaque page web, le contraste entre la couleur du texte et la couleur de son arrière-plan est-il suffisamment élevé (hors cas particuliers) ?' },
  { id: '3.3', theme: 3, level: 'AA', title: 'Dans chaque page web, les couleurs utilisées dans les composants d’interface ou les éléments graphiques porteurs d’informations sont-elles suffisamment contrastées (hors cas particuliers) ?' },
  { id: '4.1', theme: 4, level: 'A', title: 'Chaque média temporel pré-enregistré a-t-il, si nécessaire, une transcription textuelle ou une audiodescription (hors cas particuliers) ?' },
  { id: '4.2', theme: 4, level: 'A', title: 'Pour chaque média temporel pré-enregistré ayant une transcription textuelle ou une audiodescription synchronisée, celles-ci sont-elles pertinentes (hors cas particuliers) ?' },
  { id: '4.3', theme: 4, level: 'A', title: 'Chaque média temporel synchronisé pré-enregistré a-t-il, si nécessaire, des sous-titres synchronisés (hors cas particuliers) ?' },
  { id: '4.4', theme: 4, level: 'A', title: 'Pour chaque média temporel synchronisé pré-enregistré ayant des sous-titres synchronisés, ces sous-titres sont-ils pertinents ?' },
  { id: '4.5', theme: 4, level: 'AA', title: 'Chaque média temporel pré-enregistré a-t-il, si nécessaire, une audiodescription synchronisée (hors cas particuliers) ?' },
  { id: '4.6', theme: 4, level: 'AA', title: 'Pour chaque média temporel pré-enregistré ayant une audiodescription synchronisée, celle-ci est-elle pertinente ?' },
  { id: '4.7', theme: 4, level: 'A', title: 'Chaque média temporel est-il clairement identifiable (hors cas particuliers) ?' },
  { id: '4.8', theme: 4, level: 'A', title: 'Chaque média non temporel a-t-il, si nécessaire, une alternative (hors cas particuliers) ?' },
  { id: '4.9', theme: 4, level: 'A', title: 'Pour chaque média non temporel ayant une alternative, cette alternative est-elle pertinente ?' },
  { id: '4.10', theme: 4, level: 'A', title: 'Chaque son déclenché automatiquement est-il contrôlable par l’utilisateur ?' },
  { id: '4.11', theme: 4, level: 'A', title: 'La consultation de chaque média temporel est-elle, si nécessaire, contrôlable par le clavier et tout dispositif de pointage ?' },
  { id: '4.12', theme: 4, level: 'A', title: 'La consultation de chaque média non temporel est-elle contrôlable par le clavier et tout dispositif de pointage ?' },
  { id: '4.13', theme: 4, level: 'A', title: 'Chaque média temporel et non temporel est-il compatible avec les technologies d’assistance (hors cas particuliers) ?' },
  { id: '5.1', theme: 5, level: 'A', title: 'Chaque tableau de données complexe a-t-il un résumé ?' },
  { id: '5.2', theme: 5, level: 'A', title: 'Pour chaque tableau de données complexe ayant un résumé, celui-ci est-il pertinent ?' },
  { id: '5.3', theme: 5, level: 'A', title: 'Pour chaque tableau de mise en forme, le contenu linéarisé reste-t-il compréhensible ?' },
  { id: '5.4', theme: 5, level: 'A', title: 'Pour chaque tableau de données ayant un titre, le titre est-il correctement associé au tableau de données ?' },
  { id: '5.5', theme: 5, level: 'A', title: 'Pour chaque tableau de données ayant un titre, celui-ci est-il pertinent ?' },
  { id: '5.6', theme: 5, level: 'A', title: 'Pour chaque tableau de données, chaque en-tête de colonne et chaque en-tête de ligne sont-ils correctement déclarés ?' },
  { id: '5.7', theme: 5, level: 'A', title: 'Pour chaque tableau de données, la technique appropriée permettant d’associer chaque cellule avec ses en-têtes est-elle utilisée (hors cas particuliers) ?' },
  { id: '5.8', theme: 5, level: 'A', title: 'Chaque tableau de mise en forme ne doit pas utiliser d’éléments propres aux tableaux de données. Cette règle est-elle respectée ?' },
  { id: '6.1', theme: 6, level: 'A', title: 'Chaque lien est-il explicite (hors cas particuliers) ?' },
  { id: '6.2', theme: 6, level: 'A', title: 'Dans chaque page web, chaque lien a-t-il un intitulé ?' },
  { id: '7.1', theme: 7, level: 'A', title: 'Chaque script est-il, si nécessaire, compatible avec les technologies d’assistance ?' },
  { id: '7.2', theme: 7, level: 'A', title: 'Pour chaque script ayant une alternative, cette alternative est-elle pertinente ?' },
  { id: '7.3', theme: 7, level: 'A', title: 'Chaque script est-il contrôlable par le clavier et par tout dispositif de pointage (hors cas particuliers) ?' },
  { id: '7.4', theme: 7, level: 'A', title: 'Pour chaque script qui initie un changement de contexte, l’utilisateur est-il averti ou en a-t-il le contrôle ?' },
  { id: '7.5', theme: 7, level: 'AA', title: 'Dans chaque page web, les messages de statut sont-ils correctement restitués par les technologies d’assistance ?' },
  { id: '8.1', theme: 8, level: 'A', title: 'Chaque page web est-elle définie par un type de document ?' },
  { id: '8.2', theme: 8, level: 'A', title: 'Pour chaque page web, le code source généré est-il valide selon le type de document spécifié ?' },
  { id: '8.3', theme: 8, level: 'A', title: 'Dans chaque page web, la langue par défaut est-elle présente ?' },
  { id: '8.4', theme: 8, level: 'A', title: 'Pour chaque page web ayant une langue par défaut, le code de langue est-il pertinent ?' },
  { id: '8.5', theme: 8, level: 'A', title: 'Chaque page web a-t-elle un titre de page ?' },
  { id: '8.6', theme: 8, level: 'A', title: 'Pour chaque page web ayant un titre de page, ce titre est-il pertinent ?' },
  { id: '8.7', theme: 8, level: 'AA', title: 'Dans chaque page web, chaque changement de langue est-il indiqué dans le code source (hors cas particuliers) ?' },
  { id: '8.8', theme: 8, level: 'AA', title: 'Dans chaque page web, le code de langue de chaque changement de langue est-il valide et pertinent ?' },
  { id: '8.9', theme: 8, level: 'A', title: 'Dans chaque page web, les balises ne doivent pas être utilisées uniquement à des fins de présentation. Cette règle est-elle respectée ?' },
  { id: '8.10', theme: 8, level: 'A', title: 'Dans chaque page web, les changements du sens de lecture sont-ils signalés ?' },
  { id: '9.1', theme: 9, level: 'A', title: 'Dans chaque page web, l’information est-elle structurée par l’utilisation appropriée de titres ?' },
  { id: '9.2', theme: 9, level: 'A', title: 'Dans chaque page web, la structure du document est-elle cohérente (hors cas particuliers) ?' },
  { id: '9.3', theme: 9, level: 'A', title: 'Dans chaque page web, chaque liste est-elle correctement structurée ?' },
  { id: '9.4', theme: 9, level: 'A', title: 'Dans chaque page web, chaque citation est-elle correctement indiquée ?' },
  { id: '10.1', theme: 10, level: 'A', title: 'Dans le site web, des feuilles de styles sont-elles utilisées pour contrôler la présentation de l’information ?' },
  { id: '10.2', theme: 10, level: 'A', title: 'Dans chaque page web, le contenu visible porteur d’information reste-t-il présent lorsque les feuilles de styles sont désactivées ?' },
  { id: '10.3', theme: 10, level: 'A', title: 'Dans chaque page web, l’information reste-t-elle compréhensible lorsque les feuilles de styles sont désactivées ?' },
  { id: '10.4', theme: 10, level: 'AA', title: 'Dans chaque page web, le texte reste-t-il lisible lorsque la taille des caractères est augmentée jusqu’à 200 %, au moins (hors cas particuliers) ?' },
  { id: '10.5', theme: 10, level: 'AA', title: 'Dans chaque page web, les déclarations CSS de couleurs de fond d’élément et de police sont-elles correctement utilisées ?' },
  { id: '10.6', theme: 10, level: 'A', title: 'Dans chaque page web, chaque lien dont la nature n’est pas évidente est-il visible par rapport au texte environnant ?' },
  { id: '10.7', theme: 10, level: 'A', title: 'Dans chaque page web, pour chaque élément recevant le focus, la prise de focus est-elle visible ?' },
  { id: '10.8', theme: 10, level: 'A', title: 'Pour chaque page web, les contenus cachés ont-ils vocation à être ignorés par les technologies d’assistance ?' },
  { id: '10.9', theme: 10, level: 'A', title: 'Dans chaque page web, l’information ne doit pas être donnée uniquement par la forme, taille ou position. Cette règle est-elle respectée ?' },
  { id: '10.10', theme: 10, level: 'A', title: 'Dans chaque page web, l’information ne doit pas être donnée par la forme, taille ou position uniquement. Cette règle est-elle implémentée de façon pertinente ?' },
  { id: '10.11', theme: 10, level: 'AA', title: 'Pour chaque page web, les contenus peuvent-ils être présentés sans perte d’information ou de fonctionnalité et sans avoir recours soit à un défilement vertical pour une fenêtre ayant une hauteur de 256 px, soit à un défilement horizontal pour une fenêtre ayant une largeur de 320 px (hors cas particuliers) ?' },
  { id: '10.12', theme: 10, level: 'AA', title: 'Dans chaque page web, les propriétés d’espacement du texte peuvent-elles être redéfinies par l’utilisateur sans perte de contenu ou de fonctionnalité (hors cas particuliers) ?' },
  { id: '10.13', theme: 10, level: 'AA', title: 'Dans chaque page web, les contenus additionnels apparaissant à la prise de focus ou au survol d’un composant d’interface sont-ils contrôlables par l’utilisateur (hors cas particuliers) ?' },
  { id: '10.14', theme: 10, level: 'A', title: 'Dans chaque page web, les contenus additionnels apparaissant via les styles CSS uniquement peuvent-ils être rendus visibles au clavier et par tout dispositif de pointage ?' },
  { id: '11.1', theme: 11, level: 'A', title: 'Chaque champ de formulaire a-t-il une étiquette ?' },
  { id: '11.2', theme: 11, level: 'A', title: 'Chaque étiquette associée à un champ de formulaire est-elle pertinente (hors cas particuliers) ?' },
  { id: '11.3', theme: 11, level: 'AA', title: 'Dans chaque formulaire, chaque étiquette associée à un champ de formulaire ayant la même fonction et répétée plusieurs fois dans une même page ou dans un ensemble de pages est-elle cohérente ?' },
  { id: '11.4', theme: 11, level: 'A', title: 'Dans chaque formulaire, chaque étiquette de champ et son champ associé sont-ils accolés (hors cas particuliers) ?' },
  { id: '11.5', theme: 11, level: 'A', title: 'Dans chaque formulaire, les champs de même nature sont-ils regroupés, si nécessaire ?' },
  { id: '11.6', theme: 11, level: 'A', title: 'Dans chaque formulaire, chaque regroupement de champs de même nature a-t-il une légende ?' },
  { id: '11.7', theme: 11, level: 'A', title: 'Dans chaque formulaire, chaque légende associée à un regroupement de champs de même nature est-elle pertinente ?' },
  { id: '11.8', theme: 11, level: 'A', title: 'Dans chaque formulaire, les items de même nature d’une liste de choix sont-ils regroupés de manière pertinente ?' },
  { id: '11.9', theme: 11, level: 'A', title: 'Dans chaque formulaire, l’intitulé de chaque bouton est-il pertinent (hors cas particuliers) ?' },
  { id: '11.10', theme: 11, level: 'A', title: 'Dans chaque formulaire, le contrôle de saisie est-il utilisé de manière pertinente (hors cas particuliers) ?' },
  { id: '11.11', theme: 11, level: 'AA', title: 'Dans chaque formulaire, le contrôle de saisie est-il accompagné, si nécessaire, de suggestions facilitant la correction des erreurs de saisie ?' },
  { id: '11.12', theme: 11, level: 'AA', title: 'Pour chaque formulaire qui modifie ou supprime des données, ou qui transmet des réponses à un test ou à un examen, ou dont la validation a des conséquences financières ou juridiques, les données saisies peuvent-elles être modifiées, mises à jour ou récupérées par l’utilisateur ?' },
  { id: '11.13', theme: 11, level: 'AA', title: 'La finalité d’un champ de saisie peut-elle être déduite pour faciliter le remplissage automatique des champs avec les données de l’utilisateur ?' },
  { id: '12.1', theme: 12, level: 'AA', title: 'Chaque ensemble de pages dispose-t-il de deux systèmes de navigation différents, au moins (hors cas particuliers) ?' },
  { id: '12.2', theme: 12, level: 'AA', title: 'Dans chaque ensemble de pages, le menu et les barres de navigation sont-ils toujours à la même place (hors cas particuliers) ?' },
  { id: '12.3', theme: 12, level: 'AA', title: 'La page « plan du site » est-elle pertinente ?' },
  { id: '12.4', theme: 12, level: 'AA', title: 'Dans chaque ensemble de pages, la page « plan du site » est-elle accessible à partir d’une fonctionnalité identique ?' },
  { id: '12.5', theme: 12, level: 'AA', title: 'Dans chaque ensemble de pages, le moteur de recherche est-il atteignable de manière identique ?' },
  { id: '12.6', theme: 12, level: 'A', title: 'Les zones de regroupement de contenus présentes dans plusieurs pages web (zones d’en-tête, de navigation principale, de contenu principal, de pied de page et de moteur de recherche) peuvent-elles être atteintes ou évitées ?' },
  { id: '12.7', theme: 12, level: 'A', title: 'Dans chaque page web, un lien d’évitement ou d’accès rapide à la zone de contenu principal est-il présent (hors cas particuliers) ?' },
  { id: '12.8', theme: 12, level: 'A', title: 'Dans chaque page web, l’ordre de tabulation est-il cohérent ?' },
  { id: '12.9', theme: 12, level: 'A', title: 'Dans chaque page web, la navigation ne doit pas contenir de piège au clavier. Cette règle est-elle respectée ?' },
  { id: '12.10', theme: 12, level: 'A', title: 'Dans chaque page web, les raccourcis clavier n’utilisant qu’une seule touche (lettre minuscule ou majuscule, ponctuation, chiffre ou symbole) sont-ils contrôlables par l’utilisateur ?' },
  { id: '12.11', theme: 12, level: 'A', title: 'Dans chaque page web, les contenus additionnels apparaissant au survol, à la prise de focus ou à l’activation d’un composant d’interface sont-ils si nécessaire atteignables au clavier ?' },
  { id: '13.1', theme: 13, level: 'A', title: 'Pour chaque page web, l’utilisateur a-t-il le contrôle de chaque limite de temps modifiant le contenu (hors cas particuliers) ?' },
  { id: '13.2', theme: 13, level: 'A', title: 'Dans chaque page web, l’ouverture d’une nouvelle fenêtre ne doit pas être déclenchée sans action de l’utilisateur. Cette règle est-elle respectée ?' },
  { id: '13.3', theme: 13, level: 'A', title: 'Dans chaque page web, chaque document bureautique en téléchargement possède-t-il, si nécessaire, une version accessible (hors cas particuliers) ?' },
  { id: '13.4', theme: 13, level: 'A', title: 'Pour chaque document bureautique ayant une version accessible, cette version offre-t-elle la même information ?' },
  { id: '13.5', theme: 13, level: 'A', title: 'Dans chaque page web, chaque contenu cryptique (art ASCII, émoticône, syntaxe cryptique) a-t-il une alternative ?' },
  { id: '13.6', theme: 13, level: 'A', title: 'Dans chaque page web, pour chaque contenu cryptique (art ASCII, émoticône, syntaxe cryptique) ayant une alternative, cette alternative est-elle pertinente ?' },
  { id: '13.7', theme: 13, level: 'A', title: 'Dans chaque page web, les changements brusques de luminosité ou les effets de flash sont-ils correctement utilisés ?' },
  { id: '13.8', theme: 13, level: 'A', title: 'Dans chaque page web, chaque contenu en mouvement ou clignotant est-il contrôlable par l’utilisateur ?' },
  { id: '13.9', theme: 13, level: 'AA', title: 'Dans chaque page web, le contenu proposé est-il consultable quelle que soit l’orientation de l’écran (portrait ou paysage) (hors cas particuliers) ?' },
  { id: '13.10', theme: 13, level: 'A', title: 'Dans chaque page web, les fonctionnalités utilisables ou disponibles au moyen d’un geste complexe peuvent-elles être également disponibles au moyen d’un geste simple (hors cas particuliers) ?' },
  { id: '13.11', theme: 13, level: 'A', title: 'Dans chaque page web, les actions déclenchées au moyen d’un dispositif de pointage sur un point unique de l’écran peuvent-elles faire l’objet d’une annulation (hors cas particuliers) ?' },
  { id: '13.12', theme: 13, level: 'A', title: 'Dans chaque page web, les fonctionnalités qui impliquent un mouvement de l’appareil ou vers l’appareil peuvent-elles être satisfaites de manière alternative (hors cas particuliers) ?' },
];
