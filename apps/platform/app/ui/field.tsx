import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';
import { Shape } from './shape.tsx';

/** What each field of a form accepts. `name` is the form's key; errors come from the server. */
export interface FieldBase {
  name: string;
  label: ReactNode;
  /** One line of plain help, above the field. */
  help?: ReactNode;
  error?: string;
  /** Word after the label: « facultatif ». Unmarked fields are required. */
  mark?: string;
  /** When two forms of a page share a name. */
  id?: string;
}

/** Attributes that tie a control to its label, help and error. */
export interface ControlProps {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Identifier of a field's control: what `ErrorSummary` links to. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** Wiring of a control with its help and its error, in the order in which they are read. */
export function controlProps({ name, id = fieldId(name), help, error }: FieldBase): ControlProps {
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { id, name, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined };
}

/** « (facultatif) » after a label. */
export function FieldMark({ mark }: { mark: string | undefined }) {
  return mark ? <span className="field-mark">{` (${mark})`}</span> : null;
}

/** Help above a control. */
export function FieldHelp({ id, help }: { id: string; help: ReactNode }) {
  return help ? (
    <p className="field-help" id={`${id}-help`}>
      {help}
    </p>
  ) : null;
}

/** Error between help and control. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return error ? (
    <p className="field-error" id={`${id}-error`}>
      <Shape tone="danger" />
      <span>{error}</span>
    </p>
  ) : null;
}

/** Label, help, error, then the control that `children` draws with the wiring it is given. */
export function Field({ children, ...field }: FieldBase & { children: (control: ControlProps) => ReactNode }) {
  const control = controlProps(field);
  return (
    <div className="field" data-invalid={field.error ? true : undefined}>
      <div className="field-heading">
        <label className="field-label" htmlFor={control.id}>
          {field.label}
          <FieldMark mark={field.mark} />
        </label>
        <FieldHelp id={control.id} help={field.help} />
      </div>
      <FieldError id={control.id} error={field.error} />
      {children(control)}
    </div>
  );
}

type Native<Attributes> = Omit<Attributes, keyof FieldBase | 'className' | 'style'>;

export interface TextFieldProps extends FieldBase, Native<InputHTMLAttributes<HTMLInputElement>> {
  /** Width that hints at the expected length. */
  width?: 'short' | 'medium' | 'full';
}

/** One line of text; `type` may be `email`, `tel`, `search`, `password`, `number`… */
export function TextField({ name, label, help, error, mark, id, width, type = 'text', ...input }: TextFieldProps) {
  return (
    <Field name={name} label={label} help={help} error={error} mark={mark} id={id}>
      {(control) => <input {...input} {...control} type={type} className="control" data-width={width} />}
    </Field>
  );
}

export interface TextAreaProps extends FieldBase, Native<TextareaHTMLAttributes<HTMLTextAreaElement>> {}

/** Several lines of text. */
export function TextArea({ name, label, help, error, mark, id, rows = 4, ...area }: TextAreaProps) {
  return (
    <Field name={name} label={label} help={help} error={error} mark={mark} id={id}>
      {(control) => <textarea {...area} {...control} rows={rows} className="control" />}
    </Field>
  );
}

export interface SelectOption {
  value: string;
  label: string;
  /** Heading under which the option stands; options of a group follow each other. */
  group?: string;
}

export interface SelectFieldProps extends FieldBase {
  options: readonly SelectOption[];
  /** First, empty choice: « Choisir ». */
  placeholder?: string;
  defaultValue?: string;
  required?: boolean;
  disabled?: boolean;
  width?: 'short' | 'medium' | 'full';
}

function Options({ options }: { options: readonly SelectOption[] }) {
  const option = ({ value, label }: SelectOption) => (
    <option key={value} value={value}>
      {label}
    </option>
  );
  const groups = Map.groupBy(options, ({ group }) => group);
  return [...groups].map(([group, members]) =>
    group === undefined ? (
      members.map(option)
    ) : (
      <optgroup key={`group ${group}`} label={group}>
        {members.map(option)}
      </optgroup>
    ),
  );
}

/** Choice in a native list: more than seven choices; fewer are radio cards (`ChoiceGroup`). */
export function SelectField({ name, label, help, error, mark, id, options, placeholder, width, ...select }: SelectFieldProps) {
  return (
    <Field name={name} label={label} help={help} error={error} mark={mark} id={id}>
      {(control) => (
        <div className="control-select" data-width={width}>
          <select {...select} {...control} className="control">
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            <Options options={options} />
          </select>
        </div>
      )}
    </Field>
  );
}

export interface FileFieldProps extends FieldBase {
  /** Types offered by the picker; the server sniffs the real one. */
  accept?: string;
  multiple?: boolean;
  required?: boolean;
}

/** File to attach. The form needs `encType="multipart/form-data"`. */
export function FileField({ name, label, help, error, mark, id, ...input }: FileFieldProps) {
  return (
    <Field name={name} label={label} help={help} error={error} mark={mark} id={id}>
      {(control) => <input {...input} {...control} type="file" className="control" />}
    </Field>
  );
}
