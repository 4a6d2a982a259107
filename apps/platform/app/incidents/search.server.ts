import { parseIndicator } from '@hygie/incident-exchange';
import { sql } from 'kysely';
import { type Actor, grantsFor } from '../ground/actor.ts';
import type { Tx } from '../ground/database.server.ts';
import { inSight } from '../ground/scope.server.ts';
import { incidentPolicy } from './policy.ts';
import { seesPart, sideOf } from './sight.ts';

/**
 * Whether someone may look for files by an indicator: a search tells where one was seen, so each side that they stand on
 * must read indicators.
 */
export function searchesIndicators(actor: Actor): boolean {
  const sides = grantsFor(actor, incidentPolicy.read).map((right) => sideOf(actor, [right.role]));
  return sides.length > 0 && sides.every((side) => seesPart(side, 'indicators'));
}

/**
 * The condition that a file holds the indicator that someone typed, defanged or not; null when they typed none. Index:
 * incident_indicator_value.
 */
export function indicatorIs(typed: string) {
  const read = parseIndicator(typed);
  if (!read.ok) return null;
  return sql<boolean>`(incident.organisation_id, incident.id) in (
    select organisation_id, incident_id from incident_indicator
     where type = ${read.indicator.type} and value = ${read.indicator.value} and withdrawn_at is null)`;
}

/** The LIKE pattern of whatever holds a text, in lower case; its jokers are letters like others. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}

/** A file found by a search. */
export interface FoundFile {
  number: string;
  title: string;
  organisationName: string;
}

/**
 * Finds files of the scope by number or title, or by an indicator for who reads them, the latest first, at most ten.
 * Indexes: incident_number_key, incident_search, incident_indicator_value.
 */
export async function searchFiles(tx: Tx, actor: Actor, text: string, now: Date): Promise<FoundFile[]> {
  const typed = text.trim().slice(0, 200);
  if (typed.length < 2) return [];
  const digits = /^(?:(INC|SIG)-?)?(?:(\d{4})-?)?(\d{1,9})$/i.exec(typed);
  const numbers = digits ? numbersLike({ kind: digits[1], year: digits[2], sequence: digits[3] ?? '' }, now) : [];
  const indicator = searchesIndicators(actor) ? indicatorIs(typed) : null;
  return tx
    .selectFrom('incident')
    .innerJoin('organisation', 'organisation.id', 'incident.organisation_id')
    .where(inSight(tx, 'incident.organisation_id'))
    .where((eb) => eb.or([
      eb('incident.number', '=', typed.toUpperCase()),
      ...(numbers.length > 0 ? [eb('incident.number', 'in', numbers)] : []),
      eb(sql`lower(incident.title)`, 'like', containing(typed)),
      ...(indicator ? [indicator] : []),
    ]))
    .select(['incident.number', 'incident.title', 'organisation.name as organisationName'])
    .orderBy('incident.declared_at', 'desc')
    .orderBy('incident.number')
    .limit(10)
    .execute();
}

/** The numbers that someone may mean by « 147 », « 2026-147 » or « INC-2026-147 »; years are tried back to 2024. */
function numbersLike({ kind, year, sequence }: { kind: string | undefined; year: string | undefined; sequence: string }, now: Date): string[] {
  const kinds = kind ? [kind.toUpperCase()] : ['INC', 'SIG'];
  const present = now.getUTCFullYear();
  const years = year ? [year] : Array.from({ length: Math.max(present - 2023, 1) }, (_, index) => String(present - index));
  return kinds.flatMap((one) => years.map((other) => `${one}-${other}-${sequence.padStart(4, '0')}`));
}

