import { INCIDENT_TYPES } from '@hygie/incident-exchange';
import { storable } from '../../../ground/storable.ts';
import { isId } from '../../../ground/id.ts';
import { incidentStates, type IncidentState } from '../../incident.ts';

/** What the address of a queue says: everything that is shown, so that a link shows the same to a colleague. */
export interface QueueAddress {
  state: IncidentState | 'open' | 'all';
  kind: 'incident' | 'weakness' | null;
  /** The least urgency shown, from 1. */
  urgency: number | null;
  type: string | null;
  /** Only files with a term that runs. */
  due: boolean;
  mine: boolean;
  text: string;
  organisationId: string | null;
  page: number;
}

/** The queue as it opens: every open file. */
export const wholeQueue: QueueAddress = {
  state: 'open', kind: null, urgency: null, type: null, due: false, mine: false, text: '', organisationId: null, page: 1,
};

/** Longest text searched for: a SHA-512 digest, with room. */
export const textMost = 200;

// A page so far that the database would count through every file to reach it.
const lastPage = 200;

function oneOf<Value extends string>(values: readonly Value[], typed: string | null): Value | null {
  return values.find((value) => value === typed) ?? null;
}

/** Reads the query of an address; what is not understood is left out, since people edit addresses. */
export function readAddress(query: URLSearchParams): QueueAddress {
  const page = Number(query.get('page'));
  const urgency = Number(query.get('urgence'));
  const organisationId = query.get('structure') ?? '';
  return {
    state: oneOf([...incidentStates, 'open', 'all'], query.get('etat')) ?? 'open',
    kind: oneOf(['incident', 'weakness'], query.get('genre')),
    urgency: [2, 3, 4].includes(urgency) ? urgency : null,
    type: oneOf(INCIDENT_TYPES.map((one) => one.code), query.get('type')),
    due: query.get('delai') === '1',
    mine: query.get('moi') === '1',
    text: storable(query.get('q') ?? '').trim().slice(0, textMost),
    organisationId: isId(organisationId) ? organisationId : null,
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, lastPage) : 1,
  };
}

/** The query of an address, in a fixed order and without what is by default: the same view has one address. */
export function writeAddress(address: QueueAddress): string {
  const said: [string, string | null][] = [
    ['etat', address.state === 'open' ? null : address.state],
    ['genre', address.kind],
    ['urgence', address.urgency === null ? null : String(address.urgency)],
    ['type', address.type],
    ['delai', address.due ? '1' : null],
    ['moi', address.mine ? '1' : null],
    ['q', address.text || null],
    ['structure', address.organisationId],
    ['page', address.page > 1 ? String(address.page) : null],
  ];
  const query = new URLSearchParams(said.filter((pair): pair is [string, string] => pair[1] !== null));
  return query.toString();
}

/** Whether the counts beside the states are those of all the files in sight: nothing but a state and a page is chosen. */
export function countsEverything(address: QueueAddress): boolean {
  return writeAddress({ ...address, state: 'open', page: 1 }) === '';
}

/** A link to the queue with something changed; any change but the page goes back to the first page. */
export function queueHref(address: QueueAddress, change: Partial<QueueAddress>, path = '/incidents'): string {
  const query = writeAddress({ ...address, page: 1, ...change });
  return query ? `${path}?${query}` : path;
}

/** The address as the queries take it. `personId`: who « mine » speaks of; `indicators`: whether the text may name one. */
export function filterOf(address: QueueAddress, { personId, indicators }: { personId: string; indicators: boolean }) {
  return {
    state: address.state === 'all' ? undefined : address.state,
    kind: address.kind ?? undefined,
    urgency: address.urgency ?? undefined,
    type: address.type ?? undefined,
    text: address.text || undefined,
    indicators,
    organisationId: address.organisationId ?? undefined,
    mine: address.mine ? personId : undefined,
    due: address.due || undefined,
    page: address.page,
  };
}
