import type { Tone } from './shape.tsx';

export interface BarProps {
  /** What progresses: read before the figure. */
  label: string;
  value: number;
  /** 100 unless said otherwise. */
  max?: number;
  /** The figure in words: « 60 % », « 9 sur 13 ». */
  text: string;
  tone?: Extract<Tone, 'danger' | 'warning' | 'done'>;
  /** Takes the whole line instead of 120 px. */
  wide?: boolean;
}

/** Share done, as a native `progress` with its figure beside it. */
export function Bar({ label, value, max = 100, text, tone, wide }: BarProps) {
  return (
    <span className="bar" data-tone={tone} data-wide={wide || undefined}>
      <progress aria-label={label} value={Math.min(Math.max(value, 0), max)} max={max}>
        {text}
      </progress>
      <span>{text}</span>
    </span>
  );
}
