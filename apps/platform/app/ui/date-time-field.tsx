import type { ComponentProps } from 'react';
import { FieldGroup } from './choice.tsx';
import { controlProps, type FieldBase } from './field.tsx';

/** Names of the three controls of a `DateTimeField`, as the server receives them. */
export function dateTimeNames(name: string) {
  return { date: `${name}.date`, time: `${name}.time`, estimated: `${name}.estimated` };
}

export interface DateTimeFieldProps extends FieldBase {
  /** Say the time zone in `help`: « Heure de Paris ». */
  dateLabel: string;
  timeLabel: string;
  /** Shows the « heure estimée » box. */
  estimatedLabel?: string;
  /** `AAAA-MM-JJ` and `HH:MM`, wall clock of the zone said in the help. */
  defaultValue?: { date?: string; time?: string; estimated?: boolean };
  /** Bounds of the date, `AAAA-MM-JJ`. */
  min?: string;
  max?: string;
}

/** Date and time in native pickers. The error summary leads to the date. */
export function DateTimeField(props: DateTimeFieldProps) {
  const { dateLabel, timeLabel, estimatedLabel, defaultValue, min, max, ...field } = props;
  const { id, 'aria-invalid': invalid } = controlProps(field);
  const names = dateTimeNames(field.name);
  const part = (suffix: string, label: string, input: ComponentProps<'input'>) => (
    <div className="date-time-part">
      <label className="visually-hidden" htmlFor={`${id}${suffix}`}>
        {label}
      </label>
      <input {...input} className="control" id={`${id}${suffix}`} aria-invalid={invalid} />
    </div>
  );
  return (
    <FieldGroup {...field}>
      <div className="date-time">
        {part('', dateLabel, { type: 'date', name: names.date, defaultValue: defaultValue?.date, min, max })}
        {part('-time', timeLabel, { type: 'time', name: names.time, defaultValue: defaultValue?.time })}
        {estimatedLabel && (
          <div className="check">
            <input
              className="box"
              type="checkbox"
              id={`${id}-estimated`}
              name={names.estimated}
              defaultChecked={defaultValue?.estimated}
            />
            <label className="choice-text" htmlFor={`${id}-estimated`}>
              {estimatedLabel}
            </label>
          </div>
        )}
      </div>
    </FieldGroup>
  );
}
