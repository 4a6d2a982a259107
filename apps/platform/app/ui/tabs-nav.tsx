import type { ReactNode } from 'react';
import { Anchor } from './link.tsx';

export interface TabLink {
  href: string;
  label: ReactNode;
  count?: ReactNode;
  current?: boolean;
}

/** Views of one object as links: each has its address, works without JavaScript and can be opened beside. */
export function TabsNav({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul className="tabs-list">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Anchor className="tabs-link" href={tab.href} aria-current={tab.current ? 'page' : undefined} keepScroll>
              {tab.label}
              {tab.count !== undefined && <span className="secondary">{tab.count}</span>}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
