import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../ground/database.server.ts';
import { type FieldProblem, HygieError } from '../../ground/errors.ts';

const zoneOf = (organisationId: string) => sql`(select time_zone from organisation where id = ${organisationId})`;

/** When a day begins where the organisation stands; now, for a day already begun. */
export function startOfDay(organisationId: string, day: string): RawBuilder<Date> {
  return sql<Date>`greatest(${day}::date::timestamp at time zone ${zoneOf(organisationId)}, now())`;
}

/** When a day ends where the organisation stands: « until the 31st » includes the 31st. */
export function endOfDay(organisationId: string, day: string): RawBuilder<Date> {
  return sql<Date>`(${day}::date + 1)::timestamp at time zone ${zoneOf(organisationId)}`;
}

// Beyond, it is a slip of the keyboard: what has no known end has none.
const mostYears = 20;

/**
 * Refuses the days of a role or a mandate that make no sense where the organisation stands: an end that is past would
 * hand over nothing, a start that is past would say of yesterday what was not so. One day of grace for the start: for a
 * reader overseas it may still be yesterday. `past`: a start that is past is a fact (an adhesion of 2016).
 * Throws `invalid_input`: `in_the_past`, `too_far`.
 */
export async function requireDaysToCome(
  tx: Tx, organisationId: string, days: { from?: string | undefined; until?: string | undefined }, { past = false } = {},
): Promise<void> {
  if (!days.from && !days.until) return;
  const { rows: [bounds] } = await sql<{ yesterday: string; today: string; last: string }>`
    select (today - 1)::text as yesterday, today::text, (today + ${mostYears} * interval '1 year')::date::text as last
      from (select (now() at time zone ${zoneOf(organisationId)})::date as today) here`.execute(tx);
  if (!bounds) return;
  const check = (field: 'from' | 'until', first: string): FieldProblem[] => {
    const day = days[field];
    if (!day || (day >= first && day <= bounds.last)) return [];
    return [{ field, problem: day < first ? 'in_the_past' : 'too_far' }];
  };
  const fields = [...check('from', past ? '' : bounds.yesterday), ...check('until', bounds.today)];
  if (fields.length > 0) throw new HygieError('invalid_input', { fields });
}

/** Refuses what cannot be done in the present state, naming the field (`''`: the whole form) and why; `until` when a date explains it. */
export function refusedState(field: string, problem: string, until?: Date | null): HygieError {
  return new HygieError('wrong_state', { fields: [{ field, problem, ...(until ? { until: until.toISOString() } : {}) }] });
}
