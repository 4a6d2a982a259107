import type { ReactNode } from 'react';

/** Children one under the other. */
export function Stack({ gap, children }: { gap?: 'small' | 'normal' | 'large'; children: ReactNode }) {
  return (
    <div className="stack" data-gap={gap}>
      {children}
    </div>
  );
}

/** Children side by side, wrapping: buttons, badges. */
export function Cluster({ children }: { children: ReactNode }) {
  return <div className="cluster">{children}</div>;
}

export interface ColumnsProps {
  ratio: 'even' | 'main-aside' | 'three';
  /** `start` lets each card keep its own height; cards of one line share theirs otherwise. */
  align?: 'start' | 'stretch';
  children: ReactNode;
}

/** Cards in columns from 1024 px; one under the other below. */
export function Columns({ ratio, align, children }: ColumnsProps) {
  return (
    <div className="columns" data-ratio={ratio} data-align={align}>
      {children}
    </div>
  );
}

/** Running text with a comfortable line length. */
export function Prose({ children }: { children: ReactNode }) {
  return <div className="prose">{children}</div>;
}

/** Keeps a form or an article at reading width inside the wide shell. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className="narrow stack">{children}</div>;
}
