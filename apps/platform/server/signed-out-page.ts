import type { Context } from 'hono';
import type { Locale } from '../app/ground/platform.ts';
import { maxFields } from './body.ts';
import { localeOf } from './locale.ts';
import { escapeHtml, pageOf, plainPage } from './plain-page.ts';

const words: Record<Locale, {
  title: string; kept: string; signer: string; nothing: string; unread: string; signIn: string; again: string; files: string; other: string; fields: Record<string, string>;
}> = {
  fr: {
    title: 'Votre session a expiré',
    kept: 'Rien n’a été enregistré, et votre saisie est ici. Connectez-vous dans un autre onglet, revenez ici, puis renvoyez. Vous pouvez aussi copier le texte.',
    signer: 'Ce qui est renvoyé est signé par la personne connectée à ce moment\u00a0: sur un poste partagé, vérifiez que c’est bien vous.',
    nothing: 'Rien n’a été enregistré. Connectez-vous dans un autre onglet, revenez ici, puis renvoyez.',
    unread: 'Rien n’a été enregistré. Connectez-vous dans un autre onglet, revenez au formulaire avec la touche « Précédent » du navigateur : votre saisie y est encore. Puis envoyez de nouveau.',
    signIn: 'Se connecter dans un nouvel onglet',
    again: 'Renvoyer',
    files: 'Les fichiers choisis ne sont pas gardés : joignez-les de nouveau ensuite.',
    other: 'Texte saisi',
    fields: {
      body: 'Message', text: 'Texte', reason: 'Motif', cause: 'Cause', lessons: 'Enseignements', measures: 'Mesures souhaitées', title: 'Objet',
      block: 'Indicateurs', comment: 'Commentaire', reference: 'Numéro donné par l’autorité',
    },
  },
  en: {
    title: 'Your session has expired',
    kept: 'Nothing was saved, and what you typed is here. Sign in from another tab, come back here, then send again. You may also copy the text.',
    signer: 'What is sent again is signed by the person signed in at that moment: on a shared computer, check that it is you.',
    nothing: 'Nothing was saved. Sign in from another tab, come back here, then send again.',
    unread: 'Nothing was saved. Sign in from another tab, go back to the form with the “Back” button of the browser: what you typed is still there. Then send again.',
    signIn: 'Sign in, in a new tab',
    again: 'Send again',
    files: 'The chosen files are not kept: attach them again afterwards.',
    other: 'Typed text',
    fields: {
      body: 'Message', text: 'Text', reason: 'Reason', cause: 'Cause', lessons: 'Lessons', measures: 'Measures wished for', title: 'Title',
      block: 'Indicators', comment: 'Comment', reference: 'Number given by the authority',
    },
  },
};

// Read in memory, from anybody: beyond, or when a form does not say its length, the browser still holds it behind its
// « back » button.
const readMost = 1024 * 1024;

/** Whether an address takes forms of people who work on files: what they typed must survive the end of their session. */
export function isFileForm(path: string): boolean {
  return /^\/incidents\/[^/]/.test(path);
}

/** The fields of a posted form; null when it is too heavy, or no form. */
async function readFields(request: Request): Promise<[string, FormDataEntryValue][] | null> {
  const length = Number(request.headers.get('content-length') ?? Infinity);
  const type = request.headers.get('content-type') ?? '';
  if (!(length <= readMost) || !/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type)) return null;
  try {
    const fields = [...(await request.formData())];
    return fields.length <= maxFields ? fields : null;
  } catch {
    // A body that is no form: nothing of it can be shown, and nobody typed it.
    return null;
  }
}

/** What the form calls a field that people type in; `was.` carries what stood there before. */
function labelOf(fields: Record<string, string>, name: string): string | undefined {
  const first = name.split('.')[0] ?? '';
  return Object.hasOwn(fields, first) ? fields[first] : undefined;
}

/** One field of the form to send again: what a person typed stands in sight, what the page had added is carried along. */
function fieldOf(locale: Locale, name: string, value: string, index: number): string {
  const said = words[locale];
  const label = labelOf(said.fields, name);
  if (label === undefined || value.trim() === '') return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
  // The line break after the tag is not part of the text: it keeps one that the text begins with.
  return `<p><label for="typed-${index}">${label}</label><br><textarea id="typed-${index}" name="${escapeHtml(name)}" rows="${value.length > 80 ? 8 : 2}">\n${escapeHtml(value)}</textarea></p>`;
}

/**
 * Answers a form that was posted by nobody any more: the session ended while someone wrote. Shows what was typed in a
 * form that posts it again once they signed in from another tab. The text is kept nowhere but in this answer.
 */
export async function signedOutPage(c: Context): Promise<Response> {
  const locale = localeOf(c.req.raw);
  const said = words[locale];
  const { pathname, search } = new URL(c.req.url);
  const fields = await readFields(c.req.raw);
  const kept = (fields ?? []).filter((field): field is [string, string] => typeof field[1] === 'string');
  const shown = kept.map(([name, value], index) => fieldOf(locale, name, value, index));
  const files = fields?.some(([, value]) => typeof value !== 'string' && value.size > 0) ?? false;
  // Forms with a proof are read as multipart: sent again the way they came.
  const multipart = (c.req.header('content-type') ?? '').startsWith('multipart/') ? ' enctype="multipart/form-data"' : '';
  const lead = fields === null ? said.unread : shown.some((field) => field.includes('<textarea')) ? said.kept : said.nothing;
  const main = `<p>${lead}</p>${files ? `<p>${said.files}</p>` : ''}
<p><a href="/connexion?suite=${encodeURIComponent(pageOf(c))}" target="_blank" rel="noopener">${said.signIn}</a></p>
${kept.length === 0 ? '' : `<form method="post" action="${escapeHtml(pathname.replace(/^\/{2,}/, '/') + search)}"${multipart}>${shown.join('\n')}<p>${said.signer}</p><p><button>${said.again}</button></p></form>`}`;
  return plainPage(c, { locale, title: said.title, main, status: 401 });
}
