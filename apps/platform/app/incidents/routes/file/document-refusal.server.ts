import { redirect } from 'react-router';
import { HygieError } from '../../../ground/errors.ts';
import type { AskedDocument } from './document-refusal.ts';

/** Whether someone asks, rather than a program: a browser that opens an address says that it takes pages. */
function asksForPage(request: Request): boolean {
  return (request.headers.get('accept') ?? '').split(',').some((type) => type.trim().startsWith('text/html'));
}

/**
 * Hands a document over. Refused to someone who follows a link, leads them back to the file, which says why and what to
 * do; a program gets the error as it is.
 */
export async function documentOrPage(request: Request, number: string, asked: AskedDocument, make: () => Promise<Response>): Promise<Response> {
  try {
    return await make();
  } catch (error) {
    // Who is not signed in is sent to sign in first.
    if (!(error instanceof HygieError) || error.code === 'sign_in_required' || !asksForPage(request)) throw error;
    return redirect(`/incidents/${encodeURIComponent(number)}?${new URLSearchParams({ refus: error.code, document: asked })}`, 303);
  }
}
