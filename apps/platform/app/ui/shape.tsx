/** What a colour says; each tone has a shape so that nothing is lost without colour. */
export type Tone = 'danger' | 'warning' | 'info' | 'done' | 'neutral';

const PATHS: Record<Exclude<Tone, 'neutral'>, string> = {
  danger: 'M1 1h10v10H1z',
  warning: 'M6 .6 11.8 11H.2z',
  info: 'M6 .5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
  done: 'M4.6 11 .4 6.8 2 5.2l2.6 2.6L10.2 1.6 11.8 3.2z',
};

/** Path of the tone's shape in a 12 × 12 box, for drawings that place it themselves; `neutral` is a dash. */
export function shapePath(tone: Tone): string {
  return tone === 'neutral' ? 'M2 5h8v2H2z' : PATHS[tone];
}

/** ■ act, ▲ watch, ● in progress, ✓ done; nothing for `neutral`. Decorative: the word beside it says the same. */
export function Shape({ tone }: { tone: Tone }) {
  if (tone === 'neutral') return null;
  return (
    <svg className="shape" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true" focusable="false">
      <path d={PATHS[tone]} />
    </svg>
  );
}
