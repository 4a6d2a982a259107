import type { Bilingual } from './bilingual.ts';
import type { Explanation } from './explanation.ts';
import type { Answer, Circumstances, LegalQuestionKey, LegalTestAnswers } from './facts.ts';

/** One question of the legal test, as asked to a director. */
export interface LegalQuestion {
  readonly key: LegalQuestionKey;
  readonly letter: 'a' | 'b' | 'c' | 'd' | 'e';
  readonly article: string;
  readonly text: Bilingual;
}

const ARTICLE = 'CSP D.1111-16-2 II';

/**
 * The five questions (CSP D.1111-16-2 II; the letters are ours, the order is the decree's).
 * None bears a number: thresholds such as « 500 persons » seen on web pages have no basis in the text.
 */
export const LEGAL_QUESTIONS: readonly LegalQuestion[] = [
  {
    key: 'careSafety', letter: 'a', article: ARTICLE,
    text: {
      fr: 'L’incident a-t-il, ou peut-il avoir, des conséquences sur la sécurité des soins ?',
      en: 'Does the incident have, or could it have, consequences for the safety of care?',
    },
  },
  {
    key: 'dataConfidentialityIntegrity', letter: 'b', article: ARTICLE,
    text: {
      fr: 'A-t-il des conséquences sur la confidentialité ou l’intégrité de données de santé ?',
      en: 'Does it have consequences for the confidentiality or integrity of health data?',
    },
  },
  {
    key: 'normalFunctioning', letter: 'c', article: ARTICLE,
    text: {
      fr: 'Porte-t-il atteinte au fonctionnement normal de la structure ?',
      en: 'Does it harm the normal functioning of the structure?',
    },
  },
  {
    key: 'healthSystemOrganisation', letter: 'd', article: `${ARTICLE}, III`,
    text: {
      fr: 'A-t-il un retentissement sur l’organisation du système de santé du département, de la région ou du pays ?',
      en: 'Does it affect the organisation of the health system of the département, the region or the country?',
    },
  },
  {
    key: 'otherStructures', letter: 'e', article: `${ARTICLE}, III`,
    text: {
      fr: 'Est-il susceptible de toucher d’autres structures ?',
      en: 'Is it likely to hit other structures?',
    },
  },
];

/** The optional sixth question: asked only to overturn the presumption that the five answers create. */
export const EXCEPTIONAL_QUESTION: { readonly article: string; readonly text: Bilingual } = {
  article: ARTICLE,
  text: {
    fr: 'La situation est-elle exceptionnelle pour la structure ? (un « non » se justifie)',
    en: 'Is the situation exceptional for the structure? (a “no” must be justified)',
  },
};

/** The outcome of the test, with every reason for it. */
export interface LegalTestResult {
  readonly mustDeclare: 'yes' | 'no' | 'undetermined';
  /** « significatif » is the higher level: effects beyond the structure (D.1111-16-2 III). */
  readonly level: 'grave' | 'significatif' | null;
  /** Declaring is advised even where it is not compulsory (instruction SHFDS/FSSI/2023/78). */
  readonly recommended: boolean;
  readonly because: readonly Explanation[];
  /** Unanswered questions while `mustDeclare` is undetermined. */
  readonly missing: readonly LegalQuestionKey[];
}

/**
 * CSP L.1111-8-2 and D.1111-16-2: `mustDeclare = exceptional && (a || b || c || d || e)`, and the incident is
 * « significatif » when d or e holds, « grave » otherwise. An unknown answer never counts as a no.
 */
export function legalTest(answers: LegalTestAnswers, circumstances: Circumstances): LegalTestResult {
  const consequence = anyOf(LEGAL_QUESTIONS.map(({ key }) => answers[key]));
  const denied = isDenied(answers);
  const mustDeclare = denied || consequence === 'no' ? 'no' : consequence === 'yes' ? 'yes' : 'undetermined';
  const beyond = answers.healthSystemOrganisation === 'yes' || answers.otherStructures === 'yes';
  const level = mustDeclare !== 'yes' ? null : beyond ? 'significatif' : 'grave';
  const unlisted = mustDeclare === 'no' && answers.exceptional === 'yes';
  const harmful = isHarmfulMalice(circumstances);
  return {
    mustDeclare,
    level,
    recommended: harmful || unlisted,
    because: [
      ...questionsBehind(answers, consequence),
      ...exceptionalBehind(answers, consequence),
      ...(level === null ? [] : [{ code: 'level', level } as const]),
      ...(unlisted ? [{ code: 'list_not_exhaustive' } as const] : []),
      ...(harmful ? [{ code: 'declaration_recommended' } as const] : []),
    ],
    missing: mustDeclare === 'undetermined' ? unanswered(answers) : [],
  };
}

function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function unanswered(answers: LegalTestAnswers): LegalQuestionKey[] {
  return LEGAL_QUESTIONS.map(({ key }) => key).filter((key) => answers[key] === 'unknown');
}

function isDenied(answers: LegalTestAnswers): boolean {
  return answers.exceptional === 'no' && (answers.notExceptionalReason ?? '').trim() !== '';
}

function isHarmfulMalice({ nature, unavailability, alteration, loss }: Circumstances): boolean {
  const malicious = nature === 'confirmed' || nature === 'suspected';
  return malicious && anyOf([unavailability, alteration, loss]) === 'yes';
}

function questionsBehind(answers: LegalTestAnswers, consequence: Answer): Explanation[] {
  return LEGAL_QUESTIONS.filter(({ key }) => answers[key] === consequence).map(({ key }) => ({
    code: 'legal_question', question: key, answer: answers[key],
  }));
}

function exceptionalBehind(answers: LegalTestAnswers, consequence: Answer): Explanation[] {
  if (isDenied(answers)) return [{ code: 'exceptional_denied', reason: answers.notExceptionalReason ?? '' }];
  if (answers.exceptional === 'no') return [{ code: 'exceptional_denied_without_reason' }];
  if (consequence !== 'yes') return [];
  return [{ code: answers.exceptional === 'yes' ? 'exceptional_confirmed' : 'exceptional_presumed' }];
}
