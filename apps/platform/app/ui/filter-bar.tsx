import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Anchor } from './link.tsx';

export interface ActiveFilter {
  key: string;
  /** « Région : Bretagne ». */
  label: string;
  /** « Retirer le filtre Région : Bretagne »; must contain the label. */
  removeLabel: string;
  /** The list without this filter. */
  href: string;
}

export interface FilterBarProps {
  /** Name of the search region. */
  label: string;
  action?: string;
  /** Fields; their names are the query parameters. */
  children: ReactNode;
  submitLabel: string;
  /** Name of the list of filters in force. */
  activeLabel: string;
  active: readonly ActiveFilter[];
  clear?: { label: string; href: string };
}

/** Filters of a list, kept in the address: a GET form and one removable link per filter in force. */
export function FilterBar({ label, action, children, submitLabel, activeLabel, active, clear }: FilterBarProps) {
  return (
    <search className="filter-bar" aria-label={label}>
      <Form method="get" action={action} className="filter-form" preventScrollReset>
        {children}
        <Button>{submitLabel}</Button>
      </Form>
      {active.length > 0 && (
        <ul className="filter-list" aria-label={activeLabel}>
          {active.map((filter) => (
            <li key={filter.key}>
              <Anchor className="filter-chip" href={filter.href} aria-label={filter.removeLabel} keepScroll>
                {filter.label}
                <Icon name="close" size={12} />
              </Anchor>
            </li>
          ))}
          {clear && (
            <li>
              <Anchor className="filter-clear" href={clear.href} keepScroll>
                {clear.label}
              </Anchor>
            </li>
          )}
        </ul>
      )}
    </search>
  );
}
