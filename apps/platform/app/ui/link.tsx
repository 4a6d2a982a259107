import type { AnchorHTMLAttributes } from 'react';
import { Link } from 'react-router';

export interface AnchorProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  href: string;
  /** Leaves the client router: downloads, exports, other programs of the same host. */
  document?: boolean;
  /** Keeps the scroll position: sorting, filters, tabs. */
  keepScroll?: boolean;
}

/** Link of the interface: routed when the address is ours, plain for `#…`, `tel:`, `mailto:` and other sites. */
export function Anchor({ href, document, keepScroll, ...rest }: AnchorProps) {
  const ours = (href.startsWith('/') && !href.startsWith('//')) || href.startsWith('?');
  if (!ours || document) return <a href={href} {...rest} />;
  // What the router's link writes there: without a browser its hooks do nothing, and a list has a hundred links.
  if (typeof window === 'undefined' && href.startsWith('/')) return <a {...rest} href={href} data-discover="true" />;
  return <Link to={href} preventScrollReset={keepScroll} {...rest} />;
}
