import { useTranslations } from 'use-intl';
import type { Problem } from '../../ground/attempt.ts';
import { fr as commonWords } from '../../ground/messages.fr.ts';
import { ErrorSummary } from '../../ui/form.tsx';
import { fr } from '../messages.fr.ts';
import { useLastDay } from './dated.tsx';

type OwnProblem = keyof typeof fr.problems;
type CommonProblem = keyof typeof commonWords.problems;
const isDated = (problem: string): problem is keyof typeof fr.problemsUntil => Object.hasOwn(fr.problemsUntil, problem);
const isOwn = (problem: string): problem is OwnProblem => Object.hasOwn(fr.problems, problem);
const isCommon = (problem: string): problem is CommonProblem => Object.hasOwn(commonWords.problems, problem);

/** A refused form: which one of the page, what was typed, and what is to be mended. */
export interface RefusedForm {
  intent: string;
  problem: Problem;
  typed: Record<string, string>;
}

/**
 * What a page says of a refused form. Several forms of a page share field names, so that each field's identifier
 * begins with its form's.
 */
export function useRefusal(refused: RefusedForm | undefined) {
  const own = useTranslations('organisations.problems');
  const dated = useTranslations('organisations.problemsUntil');
  const common = useTranslations('common');
  const lastDay = useLastDay();
  const sentence = (key: string, until?: string) =>
    until && isDated(key) ? dated(key, { date: lastDay(new Date(until)) }) : (isOwn(key) ? own(key) : common(`problems.${isCommon(key) ? key : 'invalid'}`));
  const fields = refused?.problem.fields.map(({ field, problem, until }) => ({ name: field, id: fieldOf(refused.intent, field), message: sentence(problem, until) })) ?? [];
  const errors = refused && fields.length === 0 ? [{ message: common(`errors.${refused.problem.code}`) }] : fields;
  return {
    summary: <ErrorSummary title={common('errorsTitle')} errors={errors} />,
    /** Identifier, error and typed value of a field of one of the page's forms. */
    field: (intent: string, name: string) => {
      const mine = refused?.intent === intent;
      return {
        name,
        id: fieldOf(intent, name),
        error: mine ? fields.find((field) => field.name === name)?.message : undefined,
        typed: mine ? refused.typed[name] : undefined,
      };
    },
  };
}

/** Fields of one of the page's forms by name, each with what was typed before a refusal, else what is kept. */
export function fieldsOf(refusal: Refusal, intent: string) {
  return (name: string, kept = '') => {
    const { typed, ...rest } = refusal.field(intent, name);
    return { ...rest, defaultValue: typed ?? kept };
  };
}

/** The functions that `useRefusal` gives to the forms of a page. */
export type Refusal = ReturnType<typeof useRefusal>;

const fieldOf = (intent: string, name: string) => `${intent}-${name}`;
