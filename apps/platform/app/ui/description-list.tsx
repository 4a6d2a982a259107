import type { ReactNode } from 'react';

export interface Description {
  /** Stable key. */
  key: string;
  term: ReactNode;
  value: ReactNode;
}

/** Facts as term and value, one line each; stacked on narrow screens. */
export function DescriptionList({ items }: { items: readonly Description[] }) {
  return (
    <dl className="description-list">
      {items.map((item) => (
        <div className="description-item" key={item.key}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
