import { redirect } from 'react-router';
import { attempt, type Problem } from '../../../ground/attempt.ts';
import { run } from '../../../ground/command.server.ts';
import { HygieError } from '../../../ground/errors.ts';
import { isId } from '../../../ground/id.ts';
import type { RequestContext } from '../../../request-context.ts';
import {
  declarantActor, findOpened, type FollowedFile, type FollowUpView, followUpCookie, followUpCookieHeader, type OpenedFile, readFollowUp, readFollowUpCookie,
  roomForAttachments,
} from '../../follow-up.server.ts';
import { attachable, attachmentKey, readUpload, type RefusedFile } from '../../upload.server.ts';
import { attach, complete } from '../../work.server.ts';
import { asTyped } from './answers.ts';
import { cookieOf } from '../../../ground/cookies.ts';

/** The file that the browser's cookie keeps open, if any, where it stands today: it may have moved since. */
export async function openedFile({ platform }: RequestContext, request: Request): Promise<OpenedFile | null> {
  const number = readFollowUpCookie(platform.settings, cookieOf(request, followUpCookie), platform.now());
  return number === null ? null : findOpened(platform, number);
}

/** The same; without it, back to the number and the code. */
export async function requireOpenedFile(context: RequestContext, request: Request): Promise<OpenedFile> {
  const file = await openedFile(context, request);
  if (!file) throw redirect('/suivi?motif=expire');
  return file;
}

/** The file as its declarant sees it. Moved at this very instant, it opens again with number and code. */
export async function readOpenedFile({ platform, origin }: RequestContext, file: FollowedFile): Promise<FollowUpView> {
  try {
    return await readFollowUp(platform, file, origin);
  } catch (error) {
    if (error instanceof HygieError && error.code === 'not_found') throw redirect('/suivi?motif=expire');
    throw error;
  }
}

/** Why the page of a file is shown again, with the words that were typed. */
export interface FollowUpRefusal {
  problem: Problem | null;
  refused: RefusedFile[];
  text: string;
}

/** Takes what the declarant adds: words, a file. Redirects, or says why it was not taken. */
export async function takeFollowUp(context: RequestContext, request: Request): Promise<FollowUpRefusal> {
  const { platform, origin, setCookies } = context;
  const file = await requireOpenedFile(context, request);
  const { fields, files, refused } = await readUpload(request, platform.files, await roomForAttachments(platform, file));
  if (fields.get('go') === 'leave') {
    setCookies.push(followUpCookieHeader(platform.settings, null, platform.now()));
    throw redirect('/suivi?motif=ferme');
  }
  const actor = declarantActor(file, origin);
  const { number } = await readOpenedFile(context, file);
  const key = isId(fields.get('key') ?? '') ? (fields.get('key') ?? undefined) : undefined;
  const text = asTyped(fields.get('text') ?? '');
  const { problem } = await attempt(async () => {
    if (fields.get('go') === 'attach') {
      for (const one of files) await run(platform, actor, attach, { ...attachable(one), number }, key && attachmentKey(key, one));
    } else await run(platform, actor, complete, { number, text }, key);
  });
  if (problem || refused.length > 0) return { problem: problem ?? null, refused, text };
  throw redirect(`/suivi/dossier?fait=${fields.get('go') === 'attach' ? 'fichier' : 'message'}`, 303);
}
