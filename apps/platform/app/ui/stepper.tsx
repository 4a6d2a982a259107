import type { ReactNode } from 'react';
import { Anchor } from './link.tsx';
import { Shape } from './shape.tsx';

export interface Step {
  key: string;
  label: ReactNode;
  state: 'done' | 'current' | 'to-do';
  /** Way back to a step already answered. */
  href?: string;
}

export interface StepperProps {
  /** Name of the list: « Étapes de la déclaration ». */
  label: string;
  /** « 3 sur 5 », before the current step's name. */
  position: string;
  /** Says « fait » where the eye sees ✓. */
  doneLabel: string;
  steps: readonly Step[];
}

/** Where one stands in a form of several steps. Narrow screens keep the bars and the current name. */
export function Stepper({ label, position, doneLabel, steps }: StepperProps) {
  return (
    <nav className="stepper" aria-label={label}>
      <ol className="stepper-list">
        {steps.map((step) => (
          <li key={step.key} className="step" data-state={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
            <span className="step-name">
              {step.state === 'done' && (
                <>
                  <Shape tone="done" />
                  <span className="visually-hidden">{doneLabel}</span>
                </>
              )}
              <span>
                {step.state === 'current' && `${position} · `}
                {step.href ? <Anchor href={step.href}>{step.label}</Anchor> : step.label}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
