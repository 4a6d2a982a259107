// A label and a dot never share a character: each position is tried once, so the cost is linear.
const dotted = /@?(?<![\p{L}\p{N}_-])[\p{L}\p{N}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_][\p{L}\p{N}_-]*)+/gu;
const colons = /(?<![\w:[])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi;
const schemes = /\b(?:https?|ftps?):\/\//gi;

// What files are named with and sites are not: « rapport.pdf » stays readable.
const fileExtensions: ReadonlySet<string> = new Set([
  'bak', 'bat', 'bin', 'bmp', 'cfg', 'conf', 'csv', 'dat', 'dcm', 'dll', 'doc', 'docm', 'docx', 'eml', 'evtx', 'exe', 'gif', 'htm', 'html', 'ini',
  'iso', 'jar', 'jpeg', 'jpg', 'js', 'json', 'lnk', 'log', 'msg', 'msi', 'odp', 'ods', 'odt', 'pcap', 'pdf', 'php', 'png', 'ppt', 'pptx', 'rar', 'rtf',
  'svg', 'sys', 'tar', 'tmp', 'txt', 'vbs', 'xls', 'xlsm', 'xlsx', 'xml', 'yaml', 'yml',
]);

function isName(text: string): boolean {
  const labels = text.split('.');
  if (labels.length === 4 && labels.every((label) => /^\d{1,3}$/.test(label) && Number(label) <= 255)) return true;
  const top = (labels.at(-1) ?? '').toLowerCase();
  return /^(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})$/u.test(top) && !fileExtensions.has(top);
}

function hideDots(found: string, offset: number, text: string): string {
  const before = text.slice(Math.max(offset - 2, 0), offset);
  const after = text.slice(offset + found.length, offset + found.length + 3);
  const isHost = before === '//';
  // The left part of a mailbox is no name, and neither is a part of a path: the host alone makes the link.
  if (after.startsWith('@') || after === '[@]' || (before.endsWith('/') && !isHost)) return found;
  const name = found.replace(/^@/, '');
  if (!isHost && !isName(name)) return found;
  return `${found.startsWith('@') ? '[@]' : ''}${name.replaceAll('.', '[.]')}`;
}

/**
 * Writes the web addresses, domain names, network addresses and mailboxes of a free text so that no page, mail client or
 * PDF reader makes a link of them: `hxxps://evil[.]example`. Everything else stays as written.
 */
export function defangText(text: string): string {
  return text
    .replace(dotted, hideDots)
    .replace(schemes, (found) => found.replace(/tt|(?<=^f)t/i, (part) => 'x'.repeat(part.length)))
    .replace(colons, (found) => (found.includes('::') || found.split(':').length === 8 ? found.replaceAll(':', '[:]') : found));
}
