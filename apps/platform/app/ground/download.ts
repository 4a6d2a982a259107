/** Characters that RFC 8187 lets stand as they are in an extended value. */
const plain = /[^A-Za-z0-9!#$&+.^_`|~-]/gu;

function percent(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/**
 * The `Content-Disposition` of a download (RFC 6266): the whole name for browsers (RFC 8187), a plain ASCII one for
 * the others. No character of the name can end the header or become a folder.
 */
export function attachmentHeader(name: string): string {
  const whole = name.toWellFormed().replace(/[\u0000-\u001f\u007f/\\]/g, '_').slice(0, 200) || 'document';
  const ascii = whole.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\x20-\x7e]|["%]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole.toWellFormed().replace(plain, percent)}`;
}

/** Headers of a file handed over as it is: saved, never shown, whatever it claims to be. */
export function downloadHeaders(name: string, mediaType = 'application/octet-stream'): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Disposition': attachmentHeader(name),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}
