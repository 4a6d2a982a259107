import { fileTypeFromBuffer } from 'file-type';

/** How an attachment is kept and handed back: a type that its content proves, and a name that agrees with it. */
export interface AttachmentKind {
  mediaType: string;
  name: string;
}

/** Types whose content proves itself, with the extensions that may name them; the first one is given when none does. */
const proven: Record<string, readonly string[]> = {
  'image/png': ['png'],
  'image/apng': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/bmp': ['bmp'],
  'image/tiff': ['tif', 'tiff'],
  'image/heic': ['heic', 'heif'],
  'image/avif': ['avif'],
  'application/pdf': ['pdf'],
  'application/rtf': ['rtf', 'doc'],
  'application/zip': ['zip'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
};

/** One container for the older office documents and Outlook messages: only the name tells them apart. */
const compound: Record<string, string> = {
  doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint', msg: 'application/vnd.ms-outlook',
};

const textual: Record<string, string> = {
  txt: 'text/plain', log: 'text/plain', csv: 'text/csv', tsv: 'text/tab-separated-values', json: 'application/json',
  xml: 'application/xml', eml: 'message/rfc822', md: 'text/plain', ini: 'text/plain', conf: 'text/plain',
};

/** Served with this type, a content is data for every browser. */
export const inertType = 'application/octet-stream';

/**
 * The type of a content from its first bytes (the name never decides alone), or null when it is refused: programs,
 * and whatever is on no list. Web pages and SVG are evidence of phishing: kept, as inert data under a `.txt` name.
 * `sniffed`: the type found by whoever read further than the first bytes.
 */
export async function attachmentKind(head: Buffer, typedName: string, sniffed?: string): Promise<AttachmentKind | null> {
  const name = cleanFileName(typedName);
  const mediaType = sniffed ?? (await fileTypeFromBuffer(head))?.mime;
  if (mediaType === 'application/x-cfb') {
    const type = compound[extensionOf(name)];
    return type ? { mediaType: type, name } : null;
  }
  const extensions = mediaType === undefined ? undefined : proven[mediaType];
  if (mediaType !== undefined && extensions) return { mediaType, name: withExtension(name, extensions) };
  const isMarkup = mediaType === undefined || mediaType.startsWith('text/') || mediaType === 'application/xml';
  const text = isMarkup ? readText(head) : null;
  if (text === null) return null;
  if (isActiveMarkup(text)) return { mediaType: inertType, name: withExtension(name, ['txt']) };
  const named = withExtension(name, Object.keys(textual));
  return { mediaType: textual[extensionOf(named)] ?? 'text/plain', name: named };
}

/** The first bytes as text; null when they are not text in any encoding that logs and mails use. */
function readText(head: Buffer): string | null {
  if (head.length >= 2 && (head.readUInt16BE(0) === 0xfffe || head.readUInt16BE(0) === 0xfeff)) {
    return new TextDecoder(head[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(head.subarray(2));
  }
  // Escape sequences colour many logs; every other control byte means a binary content.
  if (/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(head.toString('latin1'))) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(head);
  }
}

/** Whether a browser that guesses would run it: a page, a drawing or a script at the very start. */
function isActiveMarkup(text: string): boolean {
  const start = text.trimStart();
  return start.startsWith('<') && /<(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|math|form|img|a|meta|link|table|div|p|h1)\b/i.test(start);
}

const longestName = 120;

/**
 * A name that is safe to show, to store and to hand back: no path, no control or direction-changing character, none
 * of the characters or names that an operating system reserves, at most 120 characters with its extension kept.
 */
export function cleanFileName(typed: string): string {
  const base = typed.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = base
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|(?<![\s.])[\s.]+$/g, '');
  const safe = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain) ? `_${plain}` : plain;
  return shorten(safe === '' ? 'fichier' : safe);
}

function shorten(name: string): string {
  if (name.length <= longestName) return name;
  const extension = extensionOf(name);
  const kept = extension.length > 0 && extension.length <= 10 ? `.${extension}` : '';
  return `${name.slice(0, longestName - kept.length).toWellFormed().replace(/\ufffd$/, '')}${kept}`;
}

function extensionOf(name: string): string {
  const at = name.lastIndexOf('.');
  return at < 0 ? '' : name.slice(at + 1).toLowerCase();
}

/** A name that lies about its content gets the true extension after the one it wears: `page.html.gif`. */
function withExtension(name: string, allowed: readonly string[]): string {
  return allowed.includes(extensionOf(name)) ? name : shorten(`${name.slice(0, longestName - 6)}.${allowed[0] ?? 'bin'}`);
}
