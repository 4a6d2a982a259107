import { cookieOf } from '../../../ground/cookies.ts';
import { draftCookie } from '../../draft.server.ts';

/** The token of the draft that a browser holds; undefined for anything that we never gave. */
export function draftToken(request: Request): string | undefined {
  const value = cookieOf(request, draftCookie);
  return value && /^[\w-]{43}$/.test(value) ? value : undefined;
}
