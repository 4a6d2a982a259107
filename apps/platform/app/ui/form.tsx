import { useEffect, useId, useRef, type ReactNode } from 'react';
import { fieldId } from './field.tsx';

export interface FormError {
  /** Name of the field to mend; absent when the error is of the whole form. */
  name?: string;
  message: string;
  /** When the field's control has its own `id`. */
  id?: string;
}

/**
 * All errors of a form, at its top, each leading to its field. Takes the focus when it appears
 * (`autofocus` without JavaScript, an effect with it). Renders nothing without errors.
 */
export function ErrorSummary({ title, errors }: { title: ReactNode; errors: readonly FormError[] }) {
  const ref = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const content = errors.map(({ message }) => message).join('\n');
  useEffect(() => {
    if (content) ref.current?.focus();
  }, [content]);
  if (errors.length === 0) return null;
  return (
    <div ref={ref} className="error-summary" role="alert" tabIndex={-1} autoFocus aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      <ul className="error-summary-list">
        {errors.map(({ name, id, message }) => (
          <li key={`${name ?? ''} ${message}`}>
            {name ? <a href={`#${id ?? fieldId(name)}`}>{message}</a> : message}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Buttons of a form, the primary one first; `note` at the end of the line: « Brouillon gardé à 08:14 ». */
export function FormActions({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="form-actions">
      {children}
      {note && <div className="form-note">{note}</div>}
    </div>
  );
}

/**
 * Trap for robots: a field that no person sees. A filled one means a robot; the label still says
 * to leave it empty, for those who read pages without style sheets.
 */
export function HoneypotField({ name, label }: { name: string; label: string }) {
  const id = `trap-${name}`;
  return (
    <div className="honeypot" aria-hidden="true">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} type="text" tabIndex={-1} autoComplete="off" defaultValue="" />
    </div>
  );
}
