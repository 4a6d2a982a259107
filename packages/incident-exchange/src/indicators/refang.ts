// Alternations of literals only: each position is tried once, so the cost is linear.
const DOTS = /\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\{dot\}|\[point\]|\(point\)/gi;
const ATS = /\[@\]|\(@\)|\{@\}|\[at\]|\(at\)|\{at\}|\[arobase\]|\(arobase\)/gi;
const COLONS = /\[:\]|\(:\)/g;
const SCHEME_MARKS = /\[:\/\/\]|\[\/\/\]/g;
const HTTP = /(h)xx(ps?:\/\/)/gi;
const FTP = /fxp(s?:\/\/)/gi;

// A second pass undoes what the first one reveals (`[[.].]`); nobody defangs deeper than this.
const MAX_PASSES = 4;

function onePass(text: string): string {
  return text
    .replace(DOTS, '.')
    .replace(ATS, '@')
    .replace(SCHEME_MARKS, (mark) => (mark === '[//]' ? '//' : '://'))
    .replace(COLONS, ':')
    .replace(HTTP, '$1tt$2')
    .replace(FTP, 'ftp$1');
}

/**
 * Restores an indicator that was written so as not to be clicked: `hxxps://evil[.]example`, `user[at]evil(dot)example`.
 * Returns null when the text is still defanged after a few passes: such nesting is not an indicator.
 */
export function refang(text: string): string | null {
  let current = text;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const next = onePass(current);
    if (next === current) return current;
    current = next;
  }
  return onePass(current) === current ? current : null;
}

/** Breaks the scheme of every web address inside a free text, so that no mail client makes it a link. */
export function breakSchemes(text: string): string {
  return text.replace(/(h)tt(ps?:\/\/)/gi, '$1xx$2');
}
