/**
 * A cell that no spreadsheet takes for a formula: one that begins with `= + - @ | %`, a tab or a carriage return,
 * even after spaces, is given a leading apostrophe (OWASP, CSV injection). Nothing else changes.
 */
export function safeCell(text: string): string {
  return /^\s*[=+\-@|%\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A table as CSV that a French spreadsheet opens as is: semicolons, CRLF, UTF-8 with its mark. The first row is the
 * header; every cell goes through `safeCell`.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map((cell) => quoted(safeCell(cell))).join(';')).join('\r\n')}\r\n`;
}
