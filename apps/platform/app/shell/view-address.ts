import { safePath } from '../sign-in/safe-path.ts';

/** The longest name of a view. */
export const viewNameMost = 60;

// What an address says of a moment, not of a list: its page, and what was just done there.
const passing = ['page', 'fait', 'faits', 'refus', 'vue'];

/** The list behind an address of ours, its filters in a fixed order; null for an address that could lead elsewhere. */
export function viewAddress(address: string): { path: string; query: string; href: string } | null {
  const safe = safePath(address);
  if (safe === '/') return null;
  const url = new URL(safe, 'https://hygie.invalid');
  const said = new URLSearchParams([...url.searchParams].filter(([name, value]) => value !== '' && !passing.includes(name)));
  said.sort();
  const query = said.toString();
  return { path: url.pathname, query, href: query ? `${url.pathname}?${query}` : url.pathname };
}
