import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { FieldGroup } from '../../../ui/choice.tsx';
import { fieldId } from '../../../ui/field.tsx';

const answers = ['yes', 'no', 'unknown'] as const;

/** A question answered by yes, no or « not yet known », on one line: pages of questions stay short. */
export function AnswerField(props: { name: string; label: ReactNode; help?: ReactNode; error?: string; defaultValue: string; disabled?: boolean }) {
  const t = useTranslations('common');
  const { defaultValue, disabled, ...field } = props;
  return (
    <FieldGroup {...field} radios>
      <div className="cluster">
        {answers.map((answer, index) => {
          const id = `${fieldId(field.name)}${index === 0 ? '' : `-${answer}`}`;
          return (
            <div className="check" key={answer}>
              <input className="box" type="radio" id={id} name={field.name} value={answer} defaultChecked={answer === defaultValue} disabled={disabled} />
              <label className="choice-text" htmlFor={id}>{t(answer)}</label>
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}
