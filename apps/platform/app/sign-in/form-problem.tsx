import { useTranslations } from 'use-intl';
import type { Problem } from '../ground/attempt.ts';
import { fr as commonWords } from '../ground/messages.fr.ts';
import { ErrorSummary } from '../ui/form.tsx';
import { fr } from './messages.fr.ts';

type OwnProblem = keyof typeof fr.problems;
type CommonProblem = keyof typeof commonWords.problems;
const isOwn = (problem: string): problem is OwnProblem => Object.hasOwn(fr.problems, problem);
const isCommon = (problem: string): problem is CommonProblem => Object.hasOwn(commonWords.problems, problem);

/** What a refused form says: one sentence a field, or one for the whole form. */
export function useProblem(problem: Problem | undefined, idOf: (field: string) => string | undefined = () => undefined) {
  const own = useTranslations('signIn.problems');
  const common = useTranslations('common');
  const sentence = (key: string) => (isOwn(key) ? own(key) : common(`problems.${isCommon(key) ? key : 'invalid'}`));
  const fields = problem?.fields.map(({ field, problem: key }) => ({ name: field, id: idOf(field), message: sentence(key) })) ?? [];
  const errors = problem && fields.length === 0 ? [{ message: common(`errors.${problem.code}`) }] : fields;
  return {
    errorOf: (name: string) => fields.find((field) => field.name === name)?.message,
    summary: <ErrorSummary title={common('errorsTitle')} errors={errors} />,
  };
}
