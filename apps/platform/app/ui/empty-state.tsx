import type { ReactNode } from 'react';

export interface EmptyStateProps {
  /** What is not here, and whether that is good news. */
  title: ReactNode;
  children?: ReactNode;
  /** The next act, one button or link. */
  action?: ReactNode;
}

/** Stands where a list would be. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <p>
        <strong>{title}</strong>
      </p>
      {children && <div className="secondary">{children}</div>}
      {action}
    </div>
  );
}
