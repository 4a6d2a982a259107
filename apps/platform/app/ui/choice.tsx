import type { ReactNode } from 'react';
import { controlProps, FieldError, FieldHelp, FieldMark, type FieldBase } from './field.tsx';

export interface Choice {
  value: string;
  label: ReactNode;
  help?: ReactNode;
}

/**
 * Fieldset with legend, help and error; `children` are its controls. `radios`: one choice among them, of which the group
 * as a whole is in error (ARIA 1.2 gives `aria-invalid` to a radiogroup, not to a radio).
 */
export function FieldGroup({ children, radios = false, ...field }: FieldBase & { children: ReactNode; radios?: boolean }) {
  const { id, 'aria-describedby': describedBy, 'aria-invalid': invalid } = controlProps(field);
  return (
    <fieldset
      className="field"
      {...(radios ? { role: 'radiogroup', 'aria-invalid': invalid } : {})}
      aria-describedby={describedBy}
      data-invalid={field.error ? true : undefined}
    >
      <legend className="field-label">
        {field.label}
        <FieldMark mark={field.mark} />
      </legend>
      <FieldHelp id={id} help={field.help} />
      <FieldError id={id} error={field.error} />
      {children}
    </fieldset>
  );
}

interface ChoiceInputProps {
  id: string;
  name: string;
  type: 'radio' | 'checkbox';
  choice: Choice;
  checked: boolean;
  invalid: boolean;
  required?: boolean;
  card: boolean;
}

function ChoiceInput({ id, name, type, choice, checked, invalid, required, card }: ChoiceInputProps) {
  const helpId = choice.help ? `${id}-choice-help` : undefined;
  return (
    <div className={card ? 'choice' : 'check'}>
      <input
        className="box"
        id={id}
        name={name}
        type={type}
        value={choice.value}
        defaultChecked={checked}
        required={required}
        aria-describedby={helpId}
        aria-invalid={(invalid && type === 'checkbox') || undefined}
      />
      <label className="choice-text" htmlFor={id}>
        {choice.label}
      </label>
      {choice.help && (
        <span className="choice-help" id={helpId}>
          {choice.help}
        </span>
      )}
    </div>
  );
}

/** The first control bears the field's identifier, so that the error summary leads to it. */
function choiceId(id: string, index: number): string {
  return index === 0 ? id : `${id}-${index + 1}`;
}

export interface ChoiceGroupProps extends FieldBase {
  /** Give « Je ne sais pas encore » as the last one wherever it can be true. */
  choices: readonly Choice[];
  defaultValue?: string;
  required?: boolean;
}

/** One choice among a few, as large cards. */
export function ChoiceGroup({ choices, defaultValue, required, ...field }: ChoiceGroupProps) {
  const { id, name } = controlProps(field);
  return (
    <FieldGroup {...field} radios>
      <div className="choices">
        {choices.map((choice, index) => (
          <ChoiceInput
            key={choice.value}
            id={choiceId(id, index)}
            name={name}
            type="radio"
            choice={choice}
            checked={choice.value === defaultValue}
            invalid={Boolean(field.error)}
            required={required}
            card
          />
        ))}
      </div>
    </FieldGroup>
  );
}

export interface CheckGroupProps extends FieldBase {
  choices: readonly Choice[];
  defaultValues?: readonly string[];
  /** Cards for public forms, plain lines elsewhere. */
  cards?: boolean;
}

/** Any number of choices. */
export function CheckGroup({ choices, defaultValues = [], cards = false, ...field }: CheckGroupProps) {
  const { id, name } = controlProps(field);
  return (
    <FieldGroup {...field}>
      <div className={cards ? 'choices' : 'checks'}>
        {choices.map((choice, index) => (
          <ChoiceInput
            key={choice.value}
            id={choiceId(id, index)}
            name={name}
            type="checkbox"
            choice={choice}
            checked={defaultValues.includes(choice.value)}
            invalid={Boolean(field.error)}
            card={cards}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

export interface CheckFieldProps extends Omit<FieldBase, 'mark'> {
  value?: string;
  defaultChecked?: boolean;
  required?: boolean;
}

/** A single box to tick: its label is the question. */
export function CheckField({ value = 'on', defaultChecked, required, ...field }: CheckFieldProps) {
  const control = controlProps(field);
  return (
    <div className="field" data-invalid={field.error ? true : undefined}>
      <FieldError id={control.id} error={field.error} />
      <div className="check">
        <input {...control} className="box" type="checkbox" value={value} defaultChecked={defaultChecked} required={required} />
        <label className="choice-text" htmlFor={control.id}>
          {field.label}
        </label>
        {field.help && (
          <span className="choice-help" id={`${control.id}-help`}>
            {field.help}
          </span>
        )}
      </div>
    </div>
  );
}
