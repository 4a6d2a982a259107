import { type RefObject, useEffect, useRef, useState } from 'react';

/** What the note beside the buttons says. */
export type DraftStatus = { state: 'kept'; at: string } | { state: 'keeping' } | { state: 'failed' };

const waitMs = 1_500;

/** The typed answers of a form, without its files. */
function answersOf(form: HTMLFormElement, step: string): URLSearchParams {
  const body = new URLSearchParams({ step });
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== 'go') body.append(name, value);
  return body;
}

/**
 * Keeps the answers while they are typed, and once more when the page is left by any way. Without JavaScript each
 * button of the form does it. Stops when the form is sent: what it sends is newer.
 */
export function useAutosave(form: RefObject<HTMLFormElement | null>, step: string, keptAt: string): DraftStatus {
  const [status, setStatus] = useState<DraftStatus>({ state: 'kept', at: keptAt });
  const pending = useRef(false);
  useEffect(() => {
    const node = form.current;
    if (!node) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running = new AbortController();
    const keep = async (leaving: boolean) => {
      pending.current = false;
      const { signal } = (running = new AbortController());
      if (!leaving) setStatus({ state: 'keeping' });
      try {
        const answer = await fetch('/signaler/brouillon', { method: 'POST', body: answersOf(node, step), keepalive: leaving, ...(leaving ? {} : { signal }) });
        if (!answer.ok) throw new Error(String(answer.status));
        setStatus({ state: 'kept', at: ((await answer.json()) as { savedAt: string }).savedAt });
      } catch {
        if (signal.aborted) return;
        pending.current = true;
        setStatus({ state: 'failed' });
      }
    };
    const onInput = () => {
      pending.current = true;
      clearTimeout(timer);
      timer = setTimeout(() => void keep(false), waitMs);
    };
    const onLeave = () => {
      clearTimeout(timer);
      if (pending.current) void keep(true);
    };
    const onSubmit = () => {
      clearTimeout(timer);
      pending.current = false;
      running.abort();
    };
    node.addEventListener('input', onInput);
    node.addEventListener('submit', onSubmit);
    window.addEventListener('pagehide', onLeave);
    return () => {
      onLeave();
      node.removeEventListener('input', onInput);
      node.removeEventListener('submit', onSubmit);
      window.removeEventListener('pagehide', onLeave);
    };
  }, [form, step]);
  return status;
}
