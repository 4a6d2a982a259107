import type { ReactNode } from 'react';

export interface DisclosureProps {
  summary: ReactNode;
  open?: boolean;
  /** Small and light: legal bases, table twins. */
  quiet?: boolean;
  /** Disclosures of one group close each other. */
  group?: string;
  children: ReactNode;
}

/** Text opened on demand: native `details`, works without JavaScript and is found by the browser's search. */
export function Disclosure({ summary, open, quiet, group, children }: DisclosureProps) {
  return (
    <details className="disclosure" open={open} name={group} data-quiet={quiet || undefined}>
      <summary>{summary}</summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}
