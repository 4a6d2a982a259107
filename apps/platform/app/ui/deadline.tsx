import type { ReactNode } from 'react';
import { StateBadge } from './badge.tsx';
import { Shape, type Tone } from './shape.tsx';

export interface DeadlineProps {
  /** What remains or what was done: « reste 19 h 42 », « fait à 14 h 02 », « en retard de 6 j ». */
  remaining: string;
  tone: Tone;
  /** Due instant: ISO, and its text with the zone when it is not the reader's own. */
  due?: { iso: string; text: string };
  /** `large`: the figure of a next act; `remaining` is then short and `due` its caption. */
  size?: 'badge' | 'large';
}

/** Time left before a due date: words and shape, never colour alone; the date stands beside what remains. */
export function Deadline({ remaining, tone, due, size = 'badge' }: DeadlineProps) {
  const date = due && (
    <time className="secondary" dateTime={due.iso}>
      {due.text}
    </time>
  );
  if (size === 'badge') {
    return (
      <span className="deadline">
        <StateBadge tone={tone}>{remaining}</StateBadge>
        {date}
      </span>
    );
  }
  return (
    <div className="deadline-large" data-tone={tone}>
      <span className="deadline-remaining">
        <Shape tone={tone} />
        {remaining}
      </span>
      {date}
    </div>
  );
}

/** The next act: its deadline at the left, what it is and its buttons at the right. */
export function NextAct({ deadline, children }: { deadline: ReactNode; children: ReactNode }) {
  return (
    <div className="next-act">
      {deadline}
      <div className="next-act-text">{children}</div>
    </div>
  );
}
