import type { Indicator } from './indicator.ts';
import { breakSchemes } from './refang.ts';

const hideDots = (text: string): string => text.replaceAll('.', '[.]');

function defangUrl(url: string): string {
  const authorityStart = url.indexOf('://') + 3;
  const rest = url.slice(authorityStart);
  const length = rest.search(/[/?#]/);
  const authority = length < 0 ? rest : rest.slice(0, length);
  const tail = length < 0 ? '' : rest.slice(length);
  const scheme = url.slice(0, authorityStart).replace('ftp', 'fxp');
  return breakSchemes(scheme + hideDots(authority).replaceAll('@', '[@]') + tail);
}

/** Writes an indicator for a page or a mail, so that nothing turns it into a link. `parseIndicator` reads it back. */
export function defang(indicator: Pick<Indicator, 'type' | 'value'>): string {
  const { type, value } = indicator;
  switch (type) {
    case 'ipv4':
    case 'ipv4_network':
    case 'domain':
      return hideDots(value);
    case 'ipv6':
    case 'ipv6_network':
      return hideDots(value).replaceAll(':', '[:]');
    case 'email':
      return `${value.slice(0, value.lastIndexOf('@'))}[@]${hideDots(value.slice(value.lastIndexOf('@') + 1))}`;
    case 'url':
      return defangUrl(value);
    default:
      return breakSchemes(value);
  }
}
