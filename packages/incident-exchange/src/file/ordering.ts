import { byText } from '../bilingual.ts';
import type { FileIndicator, IncidentFile, Instant } from './incident-file.ts';

/** A moment in UTC with milliseconds: the same moment always has the same text. Throws RangeError when it is no date. */
export const utc = (instant: Instant): string => new Date(instant).toISOString();

/** The same, for a moment that may be unknown. */
export const utcOrNull = (instant: Instant | null): string | null => (instant === null ? null : utc(instant));

const earliest = (a: Instant | null, b: Instant | null): Instant | null => {
  if (a === null || b === null) return a ?? b;
  return utc(a) <= utc(b) ? a : b;
};
const latest = (a: Instant | null, b: Instant | null): Instant | null => {
  if (a === null || b === null) return a ?? b;
  return utc(a) >= utc(b) ? a : b;
};

function merge(one: FileIndicator, other: FileIndicator): FileIndicator {
  const comments = [...new Set([one.comment, other.comment])].filter((comment) => comment !== '').sort(byText);
  return {
    ...one,
    firstSeen: earliest(one.firstSeen, other.firstSeen),
    lastSeen: latest(one.lastSeen, other.lastSeen),
    comment: comments.join(' / '),
  };
}

/** First before last, whatever order they were typed in: MISP and STIX refuse the reverse. */
function inOrder(indicator: FileIndicator): FileIndicator {
  const { firstSeen, lastSeen } = indicator;
  return { ...indicator, firstSeen: firstSeen && earliest(firstSeen, lastSeen), lastSeen: lastSeen && latest(firstSeen, lastSeen) };
}

/** Each indicator once, ordered by type and value; two sightings of the same one are merged. */
export function orderedIndicators(file: IncidentFile): FileIndicator[] {
  const byKey = new Map<string, FileIndicator>();
  for (const indicator of file.indicators) {
    const key = `${indicator.type} ${indicator.value}`;
    const known = byKey.get(key);
    byKey.set(key, known ? merge(known, inOrder(indicator)) : inOrder(indicator));
  }
  return [...byKey.entries()].sort(([a], [b]) => byText(a, b)).map(([, indicator]) => indicator);
}

/** Timeline entries in order of time, then of text. */
export function orderedTimeline(file: IncidentFile): { at: string; text: string }[] {
  return file.timeline
    .map(({ at, text }) => ({ at: utc(at), text }))
    .sort((a, b) => byText(a.at, b.at) || byText(a.text, b.text));
}

/** Values once each, in order. */
export const orderedSet = <Value extends string>(values: readonly Value[]): Value[] => [...new Set(values)].sort(byText);
