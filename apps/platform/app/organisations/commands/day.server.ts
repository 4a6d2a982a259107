import { sql, type RawBuilder } from 'kysely';

const zoneOf = (organisationId: string) => sql`(select time_zone from organisation where id = ${organisationId})`;

/** When a day begins where the organisation stands; now, for a day already begun. */
export function startOfDay(organisationId: string, day: string): RawBuilder<Date> {
  return sql<Date>`greatest(${day}::date::timestamp at time zone ${zoneOf(organisationId)}, now())`;
}

/** When a day ends where the organisation stands: « until the 31st » includes the 31st. */
export function endOfDay(organisationId: string, day: string): RawBuilder<Date> {
  return sql<Date>`(${day}::date + 1)::timestamp at time zone ${zoneOf(organisationId)}`;
}
