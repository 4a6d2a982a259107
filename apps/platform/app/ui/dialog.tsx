import { useId, useRef, type MouseEvent, type ReactNode } from 'react';
import { ButtonLink, type ButtonVariant } from './button.tsx';
import { useHydrated } from './hydrated.ts';
import { Icon } from './icon.tsx';

export interface DialogProps {
  /** Link to a page with the same content: what works without JavaScript. */
  opener: { href: string; label: ReactNode; variant?: ButtonVariant };
  title: ReactNode;
  closeLabel: string;
  children: ReactNode;
}

/** True for a plain click: the others (new tab, new window) keep their meaning. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

/** Native modal dialog: the browser traps and gives back the focus, Escape closes it. */
export function Dialog({ opener, title, closeLabel, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const hydrated = useHydrated();
  const open = (event: MouseEvent) => {
    if (!isPlainClick(event) || !ref.current) return;
    event.preventDefault();
    ref.current.showModal();
  };
  return (
    <>
      <ButtonLink
        href={opener.href}
        variant={opener.variant}
        aria-haspopup={hydrated ? 'dialog' : undefined}
        onClick={open}
      >
        {opener.label}
      </ButtonLink>
      <dialog ref={ref} className="dialog" aria-labelledby={titleId}>
        <div className="dialog-content">
          <div className="dialog-header">
            <h2 id={titleId}>{title}</h2>
            <form method="dialog">
              <button type="submit" className="button" data-variant="quiet" data-size="small">
                <Icon name="close" />
                {closeLabel}
              </button>
            </form>
          </div>
          {children}
        </div>
      </dialog>
    </>
  );
}
