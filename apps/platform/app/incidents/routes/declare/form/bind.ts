import { useLocale, useTranslations } from 'use-intl';
import type { Bilingual } from '@hygie/incident-exchange';
import type { FieldProblem } from '../../../../ground/errors.ts';
import type { DeclarationKind } from '../../../declaration.ts';
import type { TypedAnswers } from '../../../draft.server.ts';
import type { Choice } from '../../../../ui/choice.tsx';
import { textOf } from '../answers.ts';
import type { fr } from '../messages.fr.ts';

/** What the questions of a step are drawn from. */
export interface StepQuestions {
  kind: DeclarationKind;
  typed: TypedAnswers | undefined;
  problems: readonly FieldProblem[];
}

type FieldKey = keyof typeof fr.fields;

/** Says a problem in words: those of these pages first, else those that every form shares. */
export function useProblemText(): (problem: string) => string {
  const own = useTranslations('incidents.declare.problems');
  const common = useTranslations('common.problems');
  return (problem) => {
    if (own.has(problem as 'name')) return own(problem as 'name');
    return common.has(problem as 'required') ? common(problem as 'required') : common('invalid');
  };
}

/** Ties a question to its words and its problem; `name` when two steps ask under one name. */
export function useBind({ problems }: StepQuestions) {
  const t = useTranslations('incidents.declare.fields');
  const say = useProblemText();
  return (key: FieldKey, name: string = key) => {
    const problem = problems.find(({ field }) => field === name)?.problem;
    return { name, label: t(`${key}.label`), help: t(`${key}.help`, { zone: '' }).trim(), error: problem === undefined ? undefined : say(problem) };
  };
}

/** The same, with the answer that a line of text shows. */
export function useBindText(questions: StepQuestions) {
  const bind = useBind(questions);
  return (key: FieldKey, name: string = key) => ({ ...bind(key, name), defaultValue: textOf(questions.typed, name) });
}

/** Turns a shared list into choices, « I do not know yet » said as on every page and put last. */
export function useChoices() {
  const locale = useLocale();
  const t = useTranslations('incidents.declare');
  return (list: readonly { code: string; label: Bilingual; help: Bilingual }[], options: { help?: boolean } = {}): Choice[] => {
    const known = list.filter(({ code }) => code !== 'unknown').map(({ code, label, help }) => ({
      value: code, label: label[locale], ...(options.help === false ? {} : { help: help[locale] }),
    }));
    return list.some(({ code }) => code === 'unknown') ? [...known, { value: 'unknown', label: t('unknown') }] : known;
  };
}
