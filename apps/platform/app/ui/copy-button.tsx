import { useEffect, useState } from 'react';
import { useHydrated } from './hydrated.ts';
import { Icon } from './icon.tsx';

export interface CopyButtonProps {
  /** What goes to the clipboard. */
  text: string;
  label: string;
  copiedLabel: string;
  /** Said when the browser refuses (no permission, plain HTTP). */
  failedLabel: string;
}

const SHOWN_MS = 3000;

/** Copies a text; absent without JavaScript, where one selects it by hand. */
export function CopyButton({ text, label, copiedLabel, failedLabel }: CopyButtonProps) {
  const hydrated = useHydrated();
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  if (!hydrated) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // `clipboard` is undefined on plain HTTP: the person is told, nothing else depends on it.
      setOutcome('failed');
    }
  };
  const said = { idle: '', copied: copiedLabel, failed: failedLabel }[outcome];
  return (
    <span className="cluster">
      <button type="button" className="button copy-button" data-variant="secondary" data-size="small" onClick={copy}>
        <Icon name="copy" />
        {label}
      </button>
      <span role="status" className="secondary">
        {said}
      </span>
    </span>
  );
}
