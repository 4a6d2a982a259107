import type { OverviewPages, readOverview } from '../../overview.server.ts';
import type { FilePage } from './file-page.server.ts';

/** A page of a list that is read from its end: what it shows, and where that stands in the whole. */
export interface Paged<Item> {
  items: readonly Item[];
  /** Number of its first and last item in the whole, from 1. */
  from: number;
  to: number;
  total: number;
  page: number;
  older: string | null;
  newer: string | null;
}

type Loaded = Awaited<ReturnType<typeof readOverview>> & { pages: OverviewPages; sizes: OverviewPages };

function pageIn<Item>(items: readonly Item[], at: { page: number; size: number; total: number; href: (page: number) => string }): Paged<Item> {
  const { page, size, total, href } = at;
  const to = Math.max(total - (page - 1) * size, 0);
  return {
    items, total, page, to, from: Math.min(Math.max(to - size, 0) + 1, Math.max(to, 1)),
    older: to > size ? href(page + 1) : null, newer: page > 1 ? href(page - 1) : null,
  };
}

/** A page of the chronology; the first is the end of what the file holds. */
export function pagedEvents({ view }: FilePage, { older, totals, pages, sizes }: Loaded): Paged<FilePage['view']['events'][number]> {
  const href = (page: number) => `?${new URLSearchParams({ chronologie: String(page), ...(pages.attachments > 1 ? { pieces: String(pages.attachments) } : {}) })}#chronologie`;
  return pageIn(older.events ?? view.events.slice(-sizes.events), { page: pages.events, size: sizes.events, total: totals.events, href });
}

/** A page of the documents; the first is the end of what the file holds. */
export function pagedDocuments({ view }: FilePage, { older, totals, pages, sizes }: Loaded): Paged<FilePage['view']['attachments'][number]> {
  const href = (page: number) => `?${new URLSearchParams({ pieces: String(page), ...(pages.events > 1 ? { chronologie: String(pages.events) } : {}) })}#documents`;
  return pageIn(older.attachments ?? view.attachments.slice(-sizes.attachments), { page: pages.attachments, size: sizes.attachments, total: totals.attachments, href });
}
