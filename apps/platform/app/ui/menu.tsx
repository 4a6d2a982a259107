import { useEffect, useRef, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Anchor, type AnchorProps } from './link.tsx';

export interface MenuProps {
  /** Of the opener: an address that names it puts the focus there. */
  id?: string;
  /** Visible words of the opener. */
  label: ReactNode;
  /** Fuller name when the visible words are too short (« FR »); must contain them. */
  accessibleName?: string;
  /** Drawn as a field: the organisation switcher. */
  framed?: boolean;
  /** Side of the opener on which the panel aligns. */
  align?: 'start' | 'end';
  /** Menus of one group close each other, script or not. */
  group?: string;
  children: ReactNode;
}

/**
 * Closes an open `details` on Escape (focus goes back to its summary), on a click elsewhere and when focus leaves. A
 * panel that begins with a search takes the focus there as it opens: one types at once.
 */
function useDisclosed() {
  const ref = useRef<HTMLDetailsElement>(null);
  const location = useLocation();
  useEffect(() => {
    if (ref.current) ref.current.open = false;
  }, [location]);
  useEffect(() => {
    const menu = ref.current;
    if (!menu) return;
    const close = () => {
      menu.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.open) return;
      close();
      menu.querySelector('summary')?.focus();
    };
    const onElsewhere = (event: Event) => {
      if (menu.open && event.target instanceof Node && !menu.contains(event.target)) close();
    };
    const onToggle = () => {
      if (menu.open) menu.querySelector<HTMLInputElement>('input[type="search"]')?.select();
    };
    const stop = new AbortController();
    menu.addEventListener('toggle', onToggle, { signal: stop.signal });
    menu.addEventListener('keydown', onKey, { signal: stop.signal });
    document.addEventListener('pointerdown', onElsewhere, { signal: stop.signal });
    document.addEventListener('focusin', onElsewhere, { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return ref;
}

/**
 * Panel of links and buttons under an opener: a disclosure, not an ARIA menu, so that it works
 * without JavaScript and that its content may be anything (links, a small form).
 */
export function Menu({ id, label, accessibleName, framed, align = 'start', group, children }: MenuProps) {
  const ref = useDisclosed();
  return (
    <details ref={ref} className="menu" name={group} data-framed={framed || undefined} data-align={align}>
      <summary id={id} aria-label={accessibleName}>{label}</summary>
      <div className="menu-panel">{children}</div>
    </details>
  );
}

/** Heading line of a part of the panel. */
export function MenuTitle({ children }: { children: ReactNode }) {
  return <p className="menu-title">{children}</p>;
}

/** Link of a menu; `current` marks where one already is. */
export function MenuLink({ current, ...rest }: Omit<AnchorProps, 'className'> & { current?: boolean }) {
  return <Anchor {...rest} className="menu-item" aria-current={current ? 'true' : undefined} />;
}

/** Button of a menu, inside a small POST form (theme, sign-out); `pressed` marks the value in force. */
export function MenuButton({ pressed, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { pressed?: boolean }) {
  return <button type="submit" {...rest} className="menu-item" aria-pressed={pressed} />;
}
