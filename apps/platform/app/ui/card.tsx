import { useId, type ReactNode } from 'react';
import type { Tone } from './shape.tsx';

export interface CardProps {
  title: ReactNode;
  /** Heading level in the page's outline; 2 under the page's `h1`. */
  level?: 2 | 3;
  /** Coloured edge. `danger` only where a person can be hurt or a law broken. */
  tone?: Exclude<Tone, 'neutral'>;
  /** End of the header line: « 5 sur 42 · tout le plan ». */
  aside?: ReactNode;
  footer?: ReactNode;
  /** Target of a link to this card. */
  id?: string;
  children: ReactNode;
}

/** White card with a heading; a region named by its title. */
export function Card({ title, level = 2, tone, aside, footer, id, children }: CardProps) {
  const titleId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="card" data-tone={tone} id={id} aria-labelledby={titleId}>
      <div className="card-header">
        <Heading id={titleId}>{title}</Heading>
        {aside && <div className="secondary">{aside}</div>}
      </div>
      {children}
      {footer && <div className="card-footer secondary">{footer}</div>}
    </section>
  );
}
