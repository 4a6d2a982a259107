/** The page asked for in an address, under `name`: 1 when it is missing or absurd, 200 at most. */
export function pageOf(url: URL, name = 'page'): number {
  const asked = Number(url.searchParams.get(name) ?? '1');
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 1), 200) : 1;
}

/** Lines on a page of the records. */
export const recordsPageSize = 50;

/** Lines of an export of the journal at most: what a page answers in a second; dates cut a longer one. */
export const journalExportMost = 5_000;
