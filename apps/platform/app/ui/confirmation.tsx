import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { Button, ButtonLink } from './button.tsx';
import { Card } from './card.tsx';
import { FormActions } from './form.tsx';
import { Stack } from './layout.tsx';

export interface ConfirmationProps {
  /** The question: « Mettre fin au rôle RSSI de Claire Martin ? ». */
  title: ReactNode;
  /** What will be lost, one fact a line. */
  lost: readonly { key: string; text: ReactNode }[];
  /** How to give it back. */
  undo: ReactNode;
  /** Words of the button: the act itself, never « OK ». */
  confirm: ReactNode;
  cancel: { href: string; label: ReactNode };
  /** Identifier of the button: what an error of the act leads to. */
  id?: string;
  /** Hidden fields of the form. */
  children?: ReactNode;
}

/** Asks before something is taken away. A page of its own rather than a dialog, so that it works without scripts. */
export function Confirmation({ title, lost, undo, confirm, cancel, id, children }: ConfirmationProps) {
  return (
    <Card title={title} tone="warning">
      <Form method="post">
        <Stack>
          {children}
          <ul>
            {lost.map(({ key, text }) => <li key={key}>{text}</li>)}
          </ul>
          <p className="secondary">{undo}</p>
          <FormActions>
            <Button variant="danger" id={id}>{confirm}</Button>
            <ButtonLink href={cancel.href}>{cancel.label}</ButtonLink>
          </FormActions>
        </Stack>
      </Form>
    </Card>
  );
}
