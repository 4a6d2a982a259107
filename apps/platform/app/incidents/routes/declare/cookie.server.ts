import { draftCookie } from '../../draft.server.ts';

/** The value of a cookie of a request. */
export function requestCookie(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** The token of the draft that a browser holds; undefined for anything that we never gave. */
export function draftToken(request: Request): string | undefined {
  const value = requestCookie(request, draftCookie);
  return value && /^[\w-]{43}$/.test(value) ? value : undefined;
}
