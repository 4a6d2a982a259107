/**
 * A second calendar for the tests, slow and plain: it shares nothing with the engine (no Temporal), reads the
 * zone through Intl and walks one day at a time, so that the two can only agree by being right.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const created = new Intl.DateTimeFormat('en-GB', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
    hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  formats.set(timeZone, created);
  return created;
}

/** The local reading of an instant, written as if it were UTC. */
function wallOf(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(formatIn(timeZone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
}

/** Offset of the zone at an instant, in milliseconds. */
export function offsetAt(instant: number, timeZone: string): number {
  return wallOf(instant, timeZone) - instant;
}

/** The same local time `months` later, stopped at the month's last day. */
export function monthsLater(instant: number, months: number, timeZone: string): number {
  const wall = wallOf(instant, timeZone);
  const start = new Date(wall);
  const goalMonth = (start.getUTCMonth() + months) % 12;
  let crossed = 0;
  let day = wall;
  let month = start.getUTCMonth();
  let landed = wall;
  while (crossed <= months) {
    if (crossed === months && month === goalMonth && new Date(day).getUTCDate() <= start.getUTCDate()) landed = day;
    day += 86_400_000;
    const next = new Date(day).getUTCMonth();
    if (next !== month) crossed += 1;
    month = next;
  }
  return instantOf(landed, timeZone);
}

function instantOf(wall: number, timeZone: string): number {
  const before = offsetAt(wall - 86_400_000, timeZone);
  const after = offsetAt(wall + 86_400_000, timeZone);
  const valid = [wall - before, wall - after].filter((instant) => wallOf(instant, timeZone) === wall);
  // No instant reads so (skipped hour): the offset of before pushes it after the gap. Two do: the first.
  return valid.length === 0 ? wall - before : Math.min(...valid);
}
