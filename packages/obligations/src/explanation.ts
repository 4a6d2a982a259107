import type { Bilingual, Locale } from './bilingual.ts';
import type { Criterion } from './condition.ts';
import { CLOCK_START_NAMES, CRITERION_SENTENCES, LEGAL_ANSWER_SENTENCES } from './criterion-sentences.ts';
import type { Answer, Instant, LegalQuestionKey } from './facts.ts';
import type { ClockStart } from './rule.ts';
import type { Day, Delay } from './time.ts';

/** Why a result is what it is: a closed list, discriminated by `code`, each with its data. */
export type Explanation =
  | { readonly code: 'criterion'; readonly criterion: Criterion; readonly answer: Answer }
  | { readonly code: 'legal_question'; readonly question: LegalQuestionKey; readonly answer: Answer }
  | { readonly code: 'exceptional_presumed' }
  | { readonly code: 'exceptional_confirmed' }
  | { readonly code: 'exceptional_denied'; readonly reason: string }
  | { readonly code: 'exceptional_denied_without_reason' }
  | { readonly code: 'list_not_exhaustive' }
  | { readonly code: 'level'; readonly level: 'grave' | 'significatif' }
  | { readonly code: 'declaration_recommended' }
  | { readonly code: 'exemption_not_established' }
  | { readonly code: 'law_pending'; readonly note: Bilingual | null }
  | { readonly code: 'law_upcoming'; readonly from: Day }
  | { readonly code: 'law_ended'; readonly until: Day }
  | { readonly code: 'clock_started'; readonly by: ClockStart }
  /** The fact that should start the clock is unknown: an earlier one does, which is the careful reading. */
  | { readonly code: 'clock_start_assumed'; readonly expected: ClockStart; readonly used: ClockStart }
  | { readonly code: 'clock_waits'; readonly expected: ClockStart }
  | { readonly code: 'clock_restarted_at_end' }
  | { readonly code: 'no_figure_in_law'; readonly target: Delay | null }
  | { readonly code: 'phased_allowed' }
  | { readonly code: 'late_reason'; readonly reason: string }
  | { readonly code: 'late_reason_missing' }
  | { readonly code: 'sent_after_target' }
  | { readonly code: 'decision'; readonly kind: 'not_applicable' | 'postponed'; readonly author: string; readonly reason: string; readonly until: Instant | null }
  | { readonly code: 'decision_unsigned' }
  | { readonly code: 'postponement_lapsed'; readonly until: Instant }
  | { readonly code: 'rule_to_verify' };

type Sentences = {
  readonly [C in Explanation['code']]: (explanation: Extract<Explanation, { code: C }>) => Bilingual;
};

/** One plain sentence for a reason, in the reader's language. Every code has its sentence, by type. */
export function explain(explanation: Explanation, locale: Locale): string {
  const sentence = SENTENCES[explanation.code] as (explanation: Explanation) => Bilingual;
  return sentence(explanation)[locale];
}

const SENTENCES: Sentences = {
  criterion: ({ criterion, answer }) => CRITERION_SENTENCES[criterion][answer],
  legal_question: ({ question, answer }) => LEGAL_ANSWER_SENTENCES[question][answer],
  exceptional_presumed: () => ({
    fr: 'La situation est présumée exceptionnelle, puisqu’une de ces conséquences est présente.',
    en: 'The situation is presumed exceptional, since one of these consequences is present.',
  }),
  exceptional_confirmed: () => ({
    fr: 'La structure estime la situation exceptionnelle.',
    en: 'The structure holds the situation to be exceptional.',
  }),
  exceptional_denied: ({ reason }) => ({
    fr: `La structure estime que la situation n’est pas exceptionnelle : ${reason}`,
    en: `The structure holds that the situation is not exceptional: ${reason}`,
  }),
  exceptional_denied_without_reason: () => ({
    fr: 'La situation est dite non exceptionnelle, mais sans justification : cette réponse n’est pas retenue.',
    en: 'The situation is said not to be exceptional, but without a reason: this answer is not followed.',
  }),
  list_not_exhaustive: () => ({
    fr: 'La situation est exceptionnelle sans conséquence listée ; la liste du décret n’est pas limitative : déclarer reste prudent.',
    en: 'The situation is exceptional without any listed consequence; the list of the decree is not closed: declaring remains prudent.',
  }),
  level: ({ level }) => level === 'grave'
    ? { fr: 'L’incident est « grave » au sens de l’article D.1111-16-2.', en: 'The incident is “grave” (serious) within the meaning of article D.1111-16-2.' }
    : { fr: 'L’incident est « significatif » : ses effets dépassent la structure.', en: 'The incident is “significatif” (significant): its effects go beyond the structure.' },
  declaration_recommended: () => ({
    fr: 'Déclarer est recommandé : acte malveillant avéré ou suspecté avec indisponibilité, altération ou perte.',
    en: 'Declaring is recommended: confirmed or suspected malicious act with unavailability, alteration or loss.',
  }),
  exemption_not_established: () => ({
    fr: 'Une dispense existe, mais elle n’est pas établie : l’obligation demeure.',
    en: 'An exemption exists, but it is not established: the duty stands.',
  }),
  law_pending: ({ note }) => ({
    fr: note === null ? 'La règle n’est pas encore en vigueur.' : `La règle n’est pas encore en vigueur. ${note.fr}`,
    en: note === null ? 'The rule is not in force yet.' : `The rule is not in force yet. ${note.en}`,
  }),
  law_upcoming: ({ from }) => ({
    fr: `La règle ne vaut que pour les incidents connus à partir du ${frenchDay(from)}.`,
    en: `The rule only holds for incidents known from ${from} on.`,
  }),
  law_ended: ({ until }) => ({
    fr: `La règle ne vaut que pour les incidents connus avant le ${frenchDay(until)}.`,
    en: `The rule only holds for incidents known before ${until}.`,
  }),
  clock_started: ({ by }) => ({
    fr: `Le délai court à partir de ${CLOCK_START_NAMES[by].fr}.`,
    en: `The clock starts at ${CLOCK_START_NAMES[by].en}.`,
  }),
  clock_start_assumed: ({ expected, used }) => ({
    fr: `Faute de connaître la date de ${CLOCK_START_NAMES[expected].fr}, le délai court, par prudence, à partir de ${CLOCK_START_NAMES[used].fr}.`,
    en: `As the date of ${CLOCK_START_NAMES[expected].en} is not known, the clock carefully starts at ${CLOCK_START_NAMES[used].en}.`,
  }),
  clock_waits: ({ expected }) => ({
    fr: `Le délai ne court pas encore : il partira de ${CLOCK_START_NAMES[expected].fr}.`,
    en: `The clock does not run yet: it will start at ${CLOCK_START_NAMES[expected].en}.`,
  }),
  clock_restarted_at_end: () => ({
    fr: 'L’incident est encore traité à l’échéance : un rapport d’avancement est dû, et le rapport final suit la fin du traitement.',
    en: 'The incident is still being handled when the report falls due: a progress report is owed, and the final report follows the end of the handling.',
  }),
  no_figure_in_law: ({ target }) => target === null
    ? { fr: 'Le texte demande d’agir sans délai, sans chiffre.', en: 'The law asks to act without delay, and gives no figure.' }
    : {
      fr: `Le texte demande d’agir sans délai, sans chiffre ; l’objectif interne est de ${delayText(target, 'fr')}.`,
      en: `The law asks to act without delay, and gives no figure; the internal target is ${delayText(target, 'en')}.`,
    },
  phased_allowed: () => ({
    fr: 'Une première notification incomplète est admise : elle se complète ensuite.',
    en: 'An incomplete first notification is allowed: it is completed afterwards.',
  }),
  late_reason: ({ reason }) => ({ fr: `Motif du retard : ${reason}`, en: `Reason for the delay: ${reason}` }),
  late_reason_missing: () => ({
    fr: 'L’envoi est tardif et son motif manque.',
    en: 'The sending is late and its reason is missing.',
  }),
  sent_after_target: () => ({
    fr: 'L’envoi a dépassé l’objectif interne ; ce n’est pas un délai légal.',
    en: 'The sending missed the internal target; that is not a legal deadline.',
  }),
  decision: ({ kind, author, reason }) => kind === 'postponed'
    ? { fr: `Report décidé par ${author} : ${reason}`, en: `Postponement decided by ${author}: ${reason}` }
    : { fr: `Sans objet selon ${author} : ${reason}`, en: `Not applicable according to ${author}: ${reason}` },
  decision_unsigned: () => ({
    fr: 'Une décision a été enregistrée sans auteur ou sans motif : elle n’est pas retenue.',
    en: 'A decision was recorded without author or reason: it is not followed.',
  }),
  postponement_lapsed: () => ({
    fr: 'Le report accordé est expiré.',
    en: 'The postponement has lapsed.',
  }),
  rule_to_verify: () => ({
    fr: 'Cette règle reste à vérifier sur le texte officiel.',
    en: 'This rule is still to be checked against the official text.',
  }),
};

function frenchDay(day: Day): string {
  return day.split('-').toReversed().join('/');
}

function delayText(delay: Delay, locale: Locale): string {
  if ('hours' in delay) {
    const inDays = delay.hours > 72 && delay.hours % 24 === 0;
    return inDays ? `${delay.hours / 24} ${locale === 'fr' ? 'jours' : 'days'}` : `${delay.hours} h`;
  }
  if (locale === 'fr') return `${delay.months} mois`;
  return delay.months === 1 ? '1 month' : `${delay.months} months`;
}
