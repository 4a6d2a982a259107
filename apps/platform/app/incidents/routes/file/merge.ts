/** The name under which a form sends back the value that a field had when the page was made. */
export function wasName(name: string): string {
  return `was.${name}`;
}

/** A field that someone else changed while it was being typed. */
export interface FieldChange {
  name: string;
  was: string;
  now: string;
  /** What this person typed; null when they had left the field as it was. */
  typed: string | null;
}

/**
 * Brings together what was typed and what the file says now, after a conflict: a field that this person left alone
 * takes its present value (their form must not undo a colleague), the others keep what was typed. Each field that
 * someone else changed is reported.
 */
export function mergeTyped(
  names: readonly string[],
  typed: Readonly<Record<string, string>>,
  present: Readonly<Record<string, string>>,
): { values: Record<string, string>; changes: FieldChange[] } {
  const values: Record<string, string> = {};
  const changes: FieldChange[] = [];
  for (const name of names) {
    const now = present[name] ?? '';
    const was = typed[wasName(name)] ?? now;
    const mine = typed[name] ?? was;
    const touched = mine !== was;
    values[name] = touched ? mine : now;
    if (now !== was) changes.push({ name, was, now, typed: touched ? mine : null });
  }
  return { values, changes };
}
