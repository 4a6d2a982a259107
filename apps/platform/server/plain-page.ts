import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ErrorCode, errorCatalogue } from '../app/ground/errors.ts';
import type { Locale } from '../app/ground/platform.ts';
import { emergencyNumber } from '../app/incidents/emergency-phone.ts';
import { localeOf } from './locale.ts';
import { newNonce } from './security.ts';

/** What cannot be shown by the pages themselves: they did not run, or could not. */
type PlainCode = Extract<ErrorCode, 'too_large' | 'unavailable' | 'not_acknowledged' | 'internal' | 'too_many_requests' | 'not_allowed'>;

const words: Record<Locale, Record<'large' | 'long' | 'many' | 'method' | 'ours', { title: string; text: string }> & { back: string; emergency: string }> = {
  fr: {
    large: { title: 'Le fichier est trop lourd', text: 'Chaque fichier peut faire 25 Mo au plus. Les réponses déjà enregistrées sont gardées : revenez à la page et joignez un fichier plus léger.' },
    long: { title: 'Le texte est trop long', text: 'Rien n’a été enregistré. Revenez au formulaire avec la touche «\u00a0Précédent\u00a0» du navigateur\u00a0: votre saisie y est encore. Raccourcissez-la, ou envoyez-la en plusieurs fois.' },
    many: { title: 'Trop de demandes', text: 'Beaucoup de demandes sont venues de votre réseau. Patientez quelques minutes, puis recommencez.' },
    method: { title: 'Cette page ne reçoit pas cet envoi', text: 'Rien n’a été enregistré. Ouvrez la page par le lien ci-dessous, puis recommencez depuis son formulaire.' },
    ours: { title: 'Le service est momentanément indisponible', text: 'Rien de ce que vous aviez déjà enregistré n’est perdu. Réessayez dans quelques minutes.' },
    back: 'Revenir à la page',
    emergency: `En cas d’urgence, appelez le CERT Santé au ${emergencyNumber}, jour et nuit.`,
  },
  en: {
    large: { title: 'The file is too large', text: 'Each file may be 25 MB at most. The answers already saved are kept: go back to the page and attach a smaller file.' },
    long: { title: 'The text is too long', text: 'Nothing was saved. Go back to the form with the “Back” button of the browser: what you typed is still there. Shorten it, or send it in several parts.' },
    many: { title: 'Too many requests', text: 'Many requests came from your network. Wait a few minutes, then try again.' },
    method: { title: 'This page does not take what was sent', text: 'Nothing was saved. Open the page from the link below, then start again from its form.' },
    ours: { title: 'The service is unavailable for the moment', text: 'Nothing that you had already saved is lost. Try again in a few minutes.' },
    back: 'Back to the page',
    emergency: 'In an emergency, call CERT Santé on +33 9 72 43 91 25, day and night.',
  },
};

/** Text as HTML shows it, in an attribute too. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Whether files may have come: a form of words is too long, not too heavy. */
const hasFiles = (c: Context) => !/^application\/(x-www-form-urlencoded|json)/i.test(c.req.header('content-type') ?? '');

/** The words of an error that is not ours. */
function wordsOf(c: Context, code: PlainCode): 'large' | 'long' | 'many' | 'method' {
  if (code === 'not_allowed') return 'method';
  return code !== 'too_large' ? 'many' : hasFiles(c) ? 'large' : 'long';
}

/** The page that posted, or that was asked for: `/signaler` for its data (`/signaler.data`) too. Never another site. */
export function pageOf(c: Context): string {
  const { pathname } = new URL(c.req.url);
  return pathname.replace(/^\/{2,}/, '/').replace(/(\/_)?\.data$/, '');
}

/**
 * Answers an error without the pages nor the database: a small HTML page that needs no other file, JSON for programs
 * (`/api`). The number to call stands on it, since who declares an attack cannot wait for us.
 */
export function plainAnswer(c: Context, code: PlainCode, headers: Record<string, string> = {}): Response {
  const { status, ours } = errorCatalogue[code];
  const common = { 'Cache-Control': 'no-store', ...headers };
  if (c.req.path.startsWith('/api/')) return c.json({ error: { code, fields: [] } }, status, common);
  const locale = localeOf(c.req.raw);
  const said = words[locale];
  const { title, text } = said[ours ? 'ours' : wordsOf(c, code)];
  const main = `<p>${text}</p><p><strong>${said.emergency}</strong></p><p><a href="${escapeHtml(pageOf(c))}">${said.back}</a></p>`;
  return plainPage(c, { locale, title, main, status, headers: common });
}

/** A small HTML page that needs no other file; `main` is HTML, already escaped. Its forms post to this site only. */
export function plainPage(
  c: Context,
  page: { locale: Locale; title: string; main: string; status: ContentfulStatusCode; headers?: Record<string, string> },
): Response {
  const { locale, title, main, status } = page;
  const nonce = newNonce();
  const html = `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>
<style nonce="${nonce}">body{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#161616;background:#fff}a{color:#000091}textarea{box-sizing:border-box;width:100%;font:inherit}button{font:inherit;padding:.5rem 1rem;min-height:2.75rem}</style></head>
<body><main><h1>${title}</h1>${main}</main></body>
</html>
`;
  return c.html(html, status, {
    'Cache-Control': 'no-store',
    ...page.headers,
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  });
}
