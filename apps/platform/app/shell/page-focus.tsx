import { useEffect, useInsertionEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useHydrated } from '../ui/hydrated.ts';

// Long enough to be read from the region; left there, the title would be met again below the page.
const ANNOUNCED_MS = 2_000;

/** Whether something of the new page already took the focus: the summary of its errors, a field that asks for it. */
function hasOwnFocus(before: Element | null): boolean {
  const now = document.activeElement;
  return now !== null && now !== before && (document.getElementById('main')?.contains(now) ?? false);
}

/** Moves the focus to what the address names, else to the heading of the page. Scrolling is the router's affair. */
function focusPage(hash: string): void {
  const named = hash ? document.getElementById(hash.slice(1)) : null;
  const target = named ?? document.querySelector<HTMLElement>('main h1') ?? document.getElementById('main');
  if (!target) return;
  if (!target.hasAttribute('tabindex') && target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/**
 * Does after a change of page by the client router what the browser does when it loads one: who reads with the keyboard
 * or by ear starts from the heading, and hears the title (WCAG 2.4.3, RGAA 12.8). Another filter or another state of the
 * same page moves nothing, and a page that gives the focus itself keeps it.
 */
export function PageFocus() {
  const { pathname, hash } = useLocation();
  const hydrated = useHydrated();
  const [title, setTitle] = useState('');
  const shown = useRef(pathname);
  const before = useRef<Element | null>(null);
  // Runs before the new page gives its own focus, so that the two can be told apart.
  useInsertionEffect(() => {
    before.current = document.activeElement;
  }, [pathname]);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (!hasOwnFocus(before.current)) focusPage(hash);
    setTitle(document.title);
  }, [pathname, hash]);
  useEffect(() => {
    if (!title) return;
    const timer = setTimeout(() => setTitle(''), ANNOUNCED_MS);
    return () => clearTimeout(timer);
  }, [title]);
  return hydrated && <p className="visually-hidden" aria-live="polite">{title}</p>;
}
