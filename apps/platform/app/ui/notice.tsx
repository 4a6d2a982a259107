import type { ReactNode } from 'react';
import { Shape, type Tone } from './shape.tsx';

export interface NoticeProps {
  tone: Exclude<Tone, 'neutral'>;
  /** Short sentence in bold; a paragraph, not a heading: notices stay out of the outline. */
  title?: ReactNode;
  /**
   * Set when the notice answers what the person just did: `danger` and `warning` then interrupt
   * (`alert`), the others wait (`status`). A notice that was simply there has no role.
   */
  announced?: boolean;
  children?: ReactNode;
}

/** Message set apart from the text, with shape and word. */
export function Notice({ tone, title, announced, children }: NoticeProps) {
  const urgent = tone === 'danger' || tone === 'warning';
  return (
    <div className="notice" data-tone={tone} role={announced ? (urgent ? 'alert' : 'status') : undefined}>
      <Shape tone={tone} />
      <div className="notice-body">
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
