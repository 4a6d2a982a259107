/** Smallest width at which the timeline is drawn, in CSS px; narrower screens scroll it. Same as `chart.css`. */
export const NOMINAL_WIDTH = 720;

/** Mean width of a character at 14 px in the interface's font, in px; generous, so that labels never touch. */
const CHARACTER_WIDTH = 7.2;
const LABEL_GAP = 14;
const FIRST = 4;
const LAST = 96;
const PREFERRED_GAP = 9;

export interface TimelineMark {
  key: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Words beside the point. */
  text: string;
}

export interface PlacedMark extends TimelineMark {
  /** Percentage of the width. */
  x: number;
  anchor: 'start' | 'middle' | 'end';
  /** 1, 2… above the axis; -1, -2… below. */
  lane: number;
}

/** Positions linear in time, then pushed apart so that each point keeps its own place. Expects `at` sorted. */
function positions(marks: readonly TimelineMark[]): number[] {
  const begin = marks[0]?.at ?? 0;
  const span = (marks.at(-1)?.at ?? 0) - begin;
  const gap = Math.min(PREFERRED_GAP, (LAST - FIRST) / Math.max(marks.length - 1, 1));
  const placed: number[] = [];
  for (const mark of marks) {
    const linear = span === 0 ? FIRST : FIRST + ((mark.at - begin) / span) * (LAST - FIRST);
    placed.push(Math.max(linear, (placed.at(-1) ?? -gap) + gap));
  }
  let limit = LAST;
  return placed
    .toReversed()
    .map((x) => {
      const kept = Math.min(x, limit);
      limit = kept - gap;
      return kept;
    })
    .toReversed();
}

function anchorAt(x: number): PlacedMark['anchor'] {
  if (x < 14) return 'start';
  return x > 86 ? 'end' : 'middle';
}

/** Horizontal extent of a label in px at the nominal width. */
export function labelExtent({ x, anchor, text }: Pick<PlacedMark, 'x' | 'anchor' | 'text'>): [number, number] {
  const width = text.length * CHARACTER_WIDTH;
  const at = (x / 100) * NOMINAL_WIDTH;
  const start = { start: at - 8, middle: at - width / 2, end: at + 8 - width }[anchor];
  return [start, start + width];
}

/** -1, 1, -2, 2…: below first, as one reads a ruler. */
function laneOf(index: number): number {
  const distance = Math.floor(index / 2) + 1;
  return index % 2 === 0 ? -distance : distance;
}

/** Places the marks in time order, each label in the nearest lane where it touches no other; ties end on the key. */
export function layOutTimeline(marks: readonly TimelineMark[]): PlacedMark[] {
  const sorted = marks.toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  const xs = positions(sorted);
  const ends: number[] = [];
  return sorted.map((mark, index) => {
    const x = xs[index] ?? FIRST;
    const anchor = anchorAt(x);
    const [start, end] = labelExtent({ x, anchor, text: mark.text });
    const free = ends.findIndex((taken) => taken + LABEL_GAP <= start);
    const slot = free === -1 ? ends.length : free;
    ends[slot] = end;
    return { ...mark, x, anchor, lane: laneOf(slot) };
  });
}
