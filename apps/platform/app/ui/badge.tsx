import type { ReactNode } from 'react';
import { Shape, type Tone } from './shape.tsx';

/** A state as a word, its shape and its colour. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="badge" data-tone={tone}>
      <Shape tone={tone} />
      <span>{children}</span>
    </span>
  );
}

/** Labels of the Traffic Light Protocol 2.0 (FIRST, August 2022). */
export type Tlp = 'RED' | 'AMBER+STRICT' | 'AMBER' | 'GREEN' | 'CLEAR';

/** Labels of the Permissible Actions Protocol (MISP taxonomy, version 3). */
export type Pap = 'RED' | 'AMBER' | 'GREEN' | 'CLEAR';

/**
 * TLP mark, written and coloured as FIRST prescribes (capitals, no space, on black).
 * `meaning` says in plain words who may read; it is read by assistive technology and shown on hover.
 */
export function TlpMark({ level, meaning }: { level: Tlp; meaning?: string }) {
  return (
    <span className="badge" data-tlp={level.toLowerCase()} title={meaning}>
      TLP:{level}
      {meaning && <span className="visually-hidden">{` (${meaning})`}</span>}
    </span>
  );
}

/** PAP mark: what may be done with the information. Always beside the TLP mark (ANSSI sharing policy). */
export function PapMark({ level, meaning }: { level: Pap; meaning?: string }) {
  return (
    <span className="badge nowrap" data-tone="neutral" title={meaning}>
      PAP:{level}
      {meaning && <span className="visually-hidden">{` (${meaning})`}</span>}
    </span>
  );
}

export interface LevelMarkProps {
  ramp: 'severity' | 'likelihood';
  level: 1 | 2 | 3 | 4 | 5;
  /** The level's word, such as « Critique ». */
  children: ReactNode;
}

/** Level on a severity or likelihood scale: number on one hue from light to dark, and its word. */
export function LevelMark({ ramp, level, children }: LevelMarkProps) {
  return (
    <span className="level" data-ramp={ramp}>
      <span className="level-number" data-level={level}>
        {level}
      </span>
      <span>{children}</span>
    </span>
  );
}
