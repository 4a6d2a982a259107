import { data, type RouterContextProvider } from 'react-router';
import { contextOf } from '../../../request-context.ts';
import { type Posted, readPosted, type Refused } from './posted.ts';

/**
 * The answer to a form of a file when nobody is signed in any more; null when someone is. The page stays with what was
 * typed, since an answer of 401 makes the client router read nothing again. Without JavaScript, the server answers
 * before (server/signed-out-page.ts). What came with files is not read: the form still holds it.
 */
export async function whenSignedOut(context: Readonly<RouterContextProvider>, request: Request, intentOf = (posted: Posted) => posted.intent) {
  if (contextOf(context).signedIn) return null;
  const inParts = /^multipart\//i.test(request.headers.get('content-type') ?? '');
  const posted = inParts ? null : readPosted(await request.formData());
  const refused: Refused = { intent: posted ? intentOf(posted) : '', problem: { code: 'sign_in_required', fields: [] }, typed: posted?.typed ?? {} };
  return data(refused, { status: 401 });
}

/** What the action of a page of a file answers: a refusal, or the same under 401. */
export type FileAnswer = Refused | NonNullable<Awaited<ReturnType<typeof whenSignedOut>>>;
