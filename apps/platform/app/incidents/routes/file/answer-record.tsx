import { useTranslations } from 'use-intl';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { FilePage } from './file-page.server.ts';
import { authorIn } from '../../stored-words.ts';
import { riskLevels } from './answers.ts';
import { useReader } from './use-reader.ts';

/** The words of an answer as it is stored: yes, no, a level of risk, an instant, or nothing. */
export function useAnswerWords() {
  const common = useTranslations('common');
  const t = useTranslations('incidents.file.questions');
  const reader = useReader();
  return (fact: string, answer: unknown): string => {
    if (answer === null || answer === '' || answer === undefined) return t('noDate');
    const said = String(answer);
    const risk = fact === 'riskToPersons' ? riskLevels.find((one) => one === said) : undefined;
    if (risk) return t(`risk.${risk}`);
    if (said === 'yes' || said === 'no' || said === 'unknown') return common(said);
    return Number.isNaN(Date.parse(said)) ? said : reader.instant(said);
  };
}

/** Who gave the present answer to a question, when and why, and every earlier answer; while nobody did, what the declaration says. */
export function AnswerRecord({ file, fact, present }: { file: FilePage; fact: string; present: unknown }) {
  const t = useTranslations('incidents.file.record');
  const words = useAnswerWords();
  const reader = useReader();
  const history = file.view.history.filter((one) => one.fact === fact);
  const last = history.at(-1);
  if (!last) return present === 'unknown' || present === null ? null : <p className="secondary">{t('declared', { answer: words(fact, present) })}</p>;
  const line = (one: typeof last) => ({ author: authorIn(one.author, reader.locale), date: reader.instant(one.at) });
  return (
    <div>
      <p className="secondary">{t('by', line(last))}{last.reason && ` · ${last.reason}`}</p>
      {history.length > 1 && (
        <Disclosure summary={t('history', { count: history.length })} quiet>
          <DataTable
            caption={t('caption')}
            captionHidden
            rows={history}
            rowKey={(one) => `${new Date(one.at).toISOString()} ${JSON.stringify(one.answer)}`}
            columns={[
              { key: 'at', header: t('at'), rowHeader: true, cell: (one) => reader.instant(one.at) },
              { key: 'answer', header: t('answer'), cell: (one) => words(fact, one.answer) },
              { key: 'author', header: t('author'), cell: (one) => authorIn(one.author, reader.locale) },
              { key: 'reason', header: t('reason'), cell: (one) => one.reason },
            ]}
          />
        </Disclosure>
      )}
    </div>
  );
}
