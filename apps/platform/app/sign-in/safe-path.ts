/**
 * A local path to go back to, or `/` when the text could lead elsewhere: another site (`//`, `/\`, a scheme),
 * characters that browsers drop or rewrite (controls, spaces, backslashes), or their percent-encoded twins.
 */
export function safePath(text: string | null | undefined): string {
  if (!text || text.length > 500 || !/^\/(?![/\\])/.test(text)) return '/';
  if (/[^\u0021-\u007e]|\\/.test(text)) return '/';
  // Encoded separators and controls: a proxy may decode them once more.
  if (/%(?:0|1|2f|5c|7f|25)/i.test(text.split(/[?#]/, 1)[0] ?? '')) return '/';
  const base = 'https://hygie.invalid';
  const parsed = URL.canParse(text, base) ? new URL(text, base) : null;
  if (parsed?.origin !== base || parsed.pathname.startsWith('//')) return '/';
  return `${parsed.pathname}${parsed.search}${parsed.hash}`;
}

/** Where a person goes once signed in: where they wanted to, or « Ma journée »; never back to a page of sign-in. */
export function afterSignIn(text: string | null | undefined): string {
  const path = safePath(text);
  return path === '/' || /^\/(?:connexion|deconnexion|invitation)(?:[/?#]|$)/.test(path) ? '/journee' : path;
}
