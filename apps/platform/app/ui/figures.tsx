import type { ReactNode } from 'react';

export interface Figure {
  key: string;
  /** Formatted with its unit and base: « 71 % », « 9/13 ». */
  value: ReactNode;
  label: ReactNode;
}

/** Large figures in a line, each with what it measures. */
export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <dl className="figures">
      {items.map((item) => (
        <div className="figure" key={item.key}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
