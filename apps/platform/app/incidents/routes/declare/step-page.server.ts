import { redirect } from 'react-router';
import { attempt, type Problem } from '../../../ground/attempt.ts';
import { HygieError } from '../../../ground/errors.ts';
import { hashToken, normaliseCode } from '../../../ground/secrets.ts';
import { runInSurge } from '../../../ground/surge.server.ts';
import type { RequestContext } from '../../../request-context.ts';
import { type DeclarationKind, type StepId, steps } from '../../declaration.ts';
import { declare } from '../../declare.server.ts';
import { attachToDraft, detachFromDraft, type Draft, draftActor, draftCookieHeader, followUpCode, maxAttachments, readDraft, saveStep } from '../../draft.server.ts';
import { findReceipt, receiptSeconds } from '../../receipt.server.ts';
import { readUpload, type RefusedFile, type Upload } from '../../upload.server.ts';
import { adviceFor } from './advice.server.ts';
import { isUnlisted, textOf, typedAnswers } from './answers.ts';
import { draftToken } from './cookie.server.ts';
import { declarationOf, problemsOf, reviewDraft } from './review.server.ts';
import { findStructures, listRegions, mostStructures, readStructure } from './structures.server.ts';

/** Pages of the form: its steps, then the last reading. */
export type PageId = StepId | 'verification';

/** Why a page was shown again. */
export interface StepRefusal {
  problem: Problem | null;
  refused: RefusedFile[];
}

interface OpenedDraft {
  token: string;
  draft: Draft;
  page: PageId;
}

/** Steps of a kind, then the last reading. */
export function pagesOf(kind: DeclarationKind): PageId[] {
  return [...steps[kind].map(({ id }) => id), 'verification'];
}

/**
 * The draft of the browser, at the page of the address. Redirects when there is none: to the receipt once it was
 * sent, to the start when it expired or when the browser refused the cookie.
 */
async function openDraft({ platform }: RequestContext, request: Request, params: { kind: string; step: string }): Promise<OpenedDraft> {
  if (params.kind !== 'incident' && params.kind !== 'weakness') throw new HygieError('not_found');
  const page = pagesOf(params.kind).find((id) => id === params.step);
  if (!page) throw new HygieError('not_found');
  const token = draftToken(request);
  if (!token) throw redirect('/signaler?motif=cookie');
  const draft = await readDraft(platform, token);
  if (!draft) throw redirect((await findReceipt(platform, token)) ? '/signaler/recu' : '/signaler?motif=expire');
  if (draft.kind !== params.kind) throw redirect(`/signaler/${draft.kind}/${pagesOf(draft.kind)[0]}`);
  return { token, draft, page };
}

/** Everything that a page of the form shows. */
export async function readStepPage(context: RequestContext, request: Request, params: { kind: string; step: string }) {
  const { platform, locale } = context;
  const { draft, page } = await openDraft(context, request, params);
  const typed = draft.steps;
  const structure = await readStructure(platform, typed.structure);
  const now = platform.now();
  const review = reviewDraft(draft, structure, now, locale);
  const search = textOf(typed.structure, 'search');
  const unlisted = page === 'structure' && isUnlisted(typed.structure);
  const found = page === 'structure' && !unlisted && search !== '' ? await findStructures(platform, search) : [];
  return {
    kind: draft.kind, page, savedAt: draft.updatedAt.toISOString(), structure,
    typed: page === 'verification' ? undefined : typed[page],
    // Done: answered without a problem, not merely without one.
    steps: review.map(({ step, problems }) => ({ step, done: typed[step] !== undefined && problems.length === 0 })),
    review: page === 'verification' ? review : [],
    found, more: found.length === mostStructures,
    /** Regions to choose from, once the declarant said that the register does not know the structure. */
    regions: unlisted ? await listRegions(platform) : null,
    attachments: draft.attachments.map(({ id, name, size, sha256 }) => ({ id, name, size, sha256: sha256.toString('hex') })),
    reachable: textOf(typed.declarant, 'phone').trim() !== '' || textOf(typed.declarant, 'email').trim() !== '',
    advice: adviceFor(draft, locale),
    back: new URL(request.url).searchParams.has('relire') ? ('verification' as const) : null,
    today: now.toISOString(),
  };
}

/** What a page of the form shows. */
export type StepPage = Awaited<ReturnType<typeof readStepPage>>;

/**
 * Takes what a page sent. The answers are kept first, right or wrong; then comes what the button asks. Redirects, or
 * says why the page must be shown again.
 */
export async function takeStep(context: RequestContext, request: Request, params: { kind: string; step: string }): Promise<StepRefusal> {
  const opened = await openDraft(context, request, params);
  const upload = await readUpload(request, context.platform.files, maxAttachments - opened.draft.attachments.length);
  // Only a robot fills what nobody sees.
  if (upload.fields.get('website')) throw redirect('/signaler');
  const { token, draft, page } = opened;
  const go = upload.fields.get('go') ?? 'next';
  if (go === 'unlisted' || go === 'listed') upload.fields.set('unlisted', go === 'unlisted' ? 'yes' : 'no');
  if (page !== 'verification') await keepAnswers(context, token, page, upload.fields);
  const refused = [...upload.refused, ...(await joinFiles(context, token, upload))];
  if (go.startsWith('detach:')) await detachFromDraft(context.platform, token, go.slice(7));
  if (refused.length > 0) return { problem: null, refused };
  if (['search', 'unlisted', 'listed', 'attach'].includes(go) || go.startsWith('detach:')) throw redirect(pathOf(draft.kind, page, upload.fields));
  if (go === 'previous') throw redirect(neighbour(draft.kind, page, -1));
  // Nothing leaves by accident: only the button that says so sends.
  if (page === 'verification') return { problem: go === 'submit' ? await transmit(context, token) : null, refused };
  return advance(context, opened, upload.fields);
}

async function keepAnswers({ platform }: RequestContext, token: string, step: StepId, fields: URLSearchParams): Promise<void> {
  await saveStep(platform, token, step, typedAnswers(step, fields));
}

/** Joins the files that came; past ten, the others are refused one by one. */
async function joinFiles({ platform }: RequestContext, token: string, upload: Upload): Promise<RefusedFile[]> {
  const refused: RefusedFile[] = [];
  for (const file of upload.files) {
    const { problem } = await attempt(() => attachToDraft(platform, token, file));
    if (problem) refused.push({ name: file.name, problem: 'too_many_files' });
  }
  return refused;
}

async function advance({ platform }: RequestContext, { token, draft, page }: OpenedDraft, fields: URLSearchParams): Promise<StepRefusal> {
  if (page === 'verification') return { problem: null, refused: [] };
  const saved = await readDraft(platform, token);
  if (!saved) throw new HygieError('expired');
  const structure = await readStructure(platform, saved.steps.structure);
  const found = problemsOf(saved, page, structure, platform.now());
  if (found.length > 0) return { problem: { code: 'invalid_input', fields: found }, refused: [] };
  throw redirect(fields.get('back') === 'verification' ? `/signaler/${draft.kind}/verification` : neighbour(draft.kind, page, 1));
}

function neighbour(kind: DeclarationKind, page: PageId, distance: 1 | -1): string {
  const pages = pagesOf(kind);
  const next = pages[pages.indexOf(page) + distance];
  return next ? `/signaler/${kind}/${next}` : '/signaler';
}

function pathOf(kind: DeclarationKind, page: PageId, fields: URLSearchParams): string {
  return `/signaler/${kind}/${page}${fields.get('back') === 'verification' ? '?relire' : ''}`;
}

/** Validates the declaration of a token, once: whoever sends it again finds the same receipt. */
async function transmit(context: RequestContext, token: string): Promise<Problem> {
  const { platform, locale, origin } = context;
  const draft = await readDraft(platform, token);
  const structure = draft ? await readStructure(platform, draft.steps.structure) : null;
  const given = draft ? declarationOf(draft, structure, platform.now()) : null;
  if (draft && !given) return { code: 'invalid_input', fields: [] };
  if (draft && given) {
    const followUpHash = hashToken(normaliseCode(followUpCode(platform.settings, token))).toString('base64');
    const actor = draftActor(token, origin, [given.structure.organisationId]);
    const raw = { declaration: given, followUpHash, locale, draftId: draft.id, draftSavedAt: draft.updatedAt.toISOString() };
    const { problem } = await attempt(() => runInSurge(platform, declare, { actor, raw, key: draft.id }));
    // Another tab may have sent it meanwhile, with other answers: its receipt is the one.
    if (problem && !(await findReceipt(platform, token))) return problem;
  } else if (!(await findReceipt(platform, token))) throw new HygieError('expired');
  context.setCookies.push(draftCookieHeader(platform.settings, token, receiptSeconds));
  throw redirect('/signaler/recu', 303);
}
