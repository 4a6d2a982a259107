import type { ReactNode } from 'react';
import { Anchor } from './link.tsx';

export interface Breadcrumb {
  key: string;
  label: ReactNode;
  /** Absent for the page itself, the last one. */
  href?: string;
}

/** Way back up. */
export function Breadcrumbs({ label, items }: { label: string; items: readonly Breadcrumb[] }) {
  return (
    <nav className="breadcrumbs" aria-label={label}>
      <ol className="breadcrumbs-list">
        {items.map((item) => (
          <li key={item.key}>
            {item.href ? <Anchor href={item.href}>{item.label}</Anchor> : <span aria-current="page">{item.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface PageHeaderProps {
  title: ReactNode;
  breadcrumbs?: ReactNode;
  badges?: ReactNode;
  subtitle?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
}

/** The page's only `h1`, with its states and acts. */
export function PageHeader({ title, breadcrumbs, badges, subtitle, actions }: PageHeaderProps) {
  return (
    <div className="page-header">
      <div className="page-heading">
        {breadcrumbs}
        <div className="page-title">
          <h1>{title}</h1>
          {badges}
        </div>
        {subtitle && <p className="secondary">{subtitle}</p>}
      </div>
      {actions && <div className="cluster">{actions}</div>}
    </div>
  );
}
