import type { ReactNode } from 'react';

export interface Item {
  key: string;
  /** A `StateBadge`. */
  state?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  /** One button or link. */
  action?: ReactNode;
}

/** Things awaiting an act: state, what it is, what to do. For « Ma journée » and short lists; long ones are tables. */
export function ItemList({ items }: { items: readonly Item[] }) {
  return (
    <ul className="item-list">
      {items.map((item) => (
        <li className="item" key={item.key}>
          {item.state && <div className="item-state">{item.state}</div>}
          <div className="item-text">
            <p className="item-title">{item.title}</p>
            {item.detail && <p className="secondary">{item.detail}</p>}
          </div>
          {item.action && <div className="item-action">{item.action}</div>}
        </li>
      ))}
    </ul>
  );
}
