import { useTranslations } from 'use-intl';
import { StateBadge } from '../../../../ui/badge.tsx';
import { Card } from '../../../../ui/card.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Anchor } from '../../../../ui/link.tsx';
import type { DeclarationKind } from '../../../declaration.ts';
import type { ReviewedStep } from '../review.server.ts';
import { useProblemText } from './bind.ts';

/** Answers in words: the terms of one step. */
export function AnswerList({ rows }: { rows: ReviewedStep['rows'] }) {
  return <DescriptionList items={rows.map(({ label, value }) => ({ key: label, term: label, value: <span className="message-body">{value}</span> }))} />;
}

/** The last reading: every step with its answers, and the way back to each. */
export function Review({ kind, review }: { kind: DeclarationKind; review: readonly ReviewedStep[] }) {
  const t = useTranslations('incidents.declare');
  const say = useProblemText();
  return review.map(({ step, rows, problems }) => (
    <Card
      key={step}
      title={t(`steps.${step}.short`)}
      tone={problems.length > 0 ? 'warning' : undefined}
      aside={
        <Anchor href={`/signaler/${kind}/${step}?relire`} document aria-label={t('actions.editStep', { step: t(`steps.${step}.short`) })}>
          {t('actions.edit')}
        </Anchor>
      }
    >
      {problems.length > 0 && (
        <div className="stack" data-gap="small">
          <div><StateBadge tone="warning">{t('review.toComplete')}</StateBadge></div>
          {problems.map(({ field, problem }) => <p key={`${field} ${problem}`}>{say(problem)}</p>)}
        </div>
      )}
      {rows.length > 0 && <AnswerList rows={rows} />}
    </Card>
  ));
}
