import { storable } from '../ground/storable.ts';
import { fromFields } from '../ground/dates.ts';
import { labelledCommand } from './command-words.ts';
import { pageOf } from './page-number.ts';

/** What the address of the journal says: who, what, when. */
export interface JournalAddress {
  person: string;
  command: string;
  /** First and last day, `YYYY-MM-DD`, in the reader's zone; empty when not asked. */
  from: string;
  until: string;
  page: number;
}

const day = (typed: string | null) => (typed && fromFields(typed, '') ? typed.slice(0, 10) : '');

/** Reads the address; what is not understood is left out, since people edit addresses. */
export function readJournalAddress(url: URL): JournalAddress {
  const query = url.searchParams;
  return {
    person: storable(query.get('personne') ?? '').trim().slice(0, 100),
    command: labelledCommand(query.get('acte') ?? '') ?? '',
    from: day(query.get('du')),
    until: day(query.get('au')),
    page: pageOf(url),
  };
}

/** The journal with something changed; any change but the page goes back to the first page. */
export function journalHref(address: JournalAddress, change: Partial<JournalAddress>, path = '/journal'): string {
  const { person, command, from, until, page } = { ...address, page: 1, ...change };
  const said = { personne: person, acte: command, du: from, au: until, page: page > 1 ? String(page) : '' };
  const query = new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''));
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The instants between which an address looks: the last day is included. */
export function journalSpan({ from, until }: JournalAddress, timeZone: string): { after: string | null; before: string | null } {
  const next = until && new Date(Date.parse(`${until}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return { after: from ? fromFields(from, '', timeZone) : null, before: next ? fromFields(next, '', timeZone) : null };
}
