/**
 * Whether a spreadsheet would take the cell for a formula: it starts, after blanks and quotes, with = + - @, their
 * full-width forms, or a control character that makes one begin (OWASP CSV injection; ASVS 5.0 1.2.10).
 */
export function looksLikeFormula(cell: string): boolean {
  return /^[\s"']*[=+\-@＝＋－＠]|^[\t\r\n\0]/u.test(cell);
}

/** The cell with `'` before it where a spreadsheet would run it. */
export function spreadsheetSafe(cell: string): string {
  return looksLikeFormula(cell) ? `'${cell}` : cell;
}
