import type { ReactNode } from 'react';
import { ButtonLink } from './button.tsx';
import { Icon } from './icon.tsx';

export interface PagerProps {
  /** Name of the navigation for assistive technology. */
  label: string;
  /** « 51 à 100 sur 318 ». */
  summary: ReactNode;
  previous?: { href: string; label: string };
  next?: { href: string; label: string };
}

/** Previous and next pages of a list. A missing link means an end of the list. */
export function Pager({ label, summary, previous, next }: PagerProps) {
  return (
    <nav className="pager" aria-label={label}>
      <p className="secondary">{summary}</p>
      <div className="pager-links">
        {previous && (
          <ButtonLink href={previous.href} rel="prev" size="small">
            <Icon name="previous" />
            {previous.label}
          </ButtonLink>
        )}
        {next && (
          <ButtonLink href={next.href} rel="next" size="small">
            {next.label}
            <Icon name="next" />
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
