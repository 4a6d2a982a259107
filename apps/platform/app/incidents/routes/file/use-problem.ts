import { useTranslations } from 'use-intl';
import type { FormError } from '../../../ui/form.tsx';
import type { Refused } from './posted.ts';

/**
 * The errors of one form of a page, in words: for its summary, and field by field. `labels` names the fields in the
 * summary; `ids` gives the control of a field when it is not the usual one.
 */
export function useProblem(refused: Refused | undefined, intent: string, labels: Record<string, string>, ids: Record<string, string> = {}) {
  const t = useTranslations('common');
  const mine = refused?.intent === intent ? refused : undefined;
  const wordsOf = (problem: string) => {
    const [own, general] = [`problems.${problem}` as 'problems.invalid', `errors.${problem}` as 'errors.invalid_input'];
    return t.has(own) ? t(own) : t.has(general) ? t(general) : t('problems.invalid');
  };
  const fields = mine?.problem.fields ?? [];
  // A session that ended is no error of the form: a notice of its own says so.
  const errors: FormError[] = !mine || mine.problem.code === 'sign_in_required'
    ? []
    : fields.length === 0
      ? [{ message: t(`errors.${mine.problem.code}`) }]
      : fields.map(({ field, problem }) => {
          const known = field in labels;
          const message = known ? `${labels[field]} : ${wordsOf(problem)}` : wordsOf(problem);
          return { message, ...(known ? { name: field } : {}), ...(ids[field] ? { id: ids[field] } : {}) };
        });
  const errorOf = (name: string): { error?: string } => {
    const found = fields.find(({ field }) => field === name);
    return found ? { error: wordsOf(found.problem) } : {};
  };
  return { title: t('errorsTitle'), errors, errorOf, typed: mine?.typed, code: mine?.problem.code };
}
