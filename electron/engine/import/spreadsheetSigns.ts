import type { JsonValue } from '../../../shared/event.ts';

export const resavedWarning = 're-saved by a spreadsheet: ask for the untouched export';

/** Excel's own limits: characters of a cell, rows of a sheet (header included). */
const cellLimit = 32_767;
const sheetRows = 1_048_576;

export type SignCounts = SpreadsheetSigns['counts'];

/**
 * Signs that a spreadsheet opened a CSV and saved it again: times cut to `34:12.1`, ids turned into `2.3E+18`, cells cut at 32,767
 * characters, a sheet filled to its last row. Give it each record's value; ask for the warning at the end.
 */
export class SpreadsheetSigns {
  readonly counts = { rows: 0, cutTimes: 0, powers: 0, fullCells: 0 };

  see(value: JsonValue): void {
    this.counts.rows += 1;
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return;
    for (const name of Object.keys(value)) {
      const cell: unknown = Reflect.get(value, name);
      if (typeof cell === 'string') this.#cell(name, cell);
    }
  }

  add(block: SignCounts): void {
    this.counts.rows += block.rows;
    this.counts.cutTimes += block.cutTimes;
    this.counts.powers += block.powers;
    this.counts.fullCells += block.fullCells;
  }

  /** Whether this one record shows a sign. */
  shows(value: JsonValue): boolean {
    const before = this.#signs();
    this.see(value);
    return this.#signs() > before;
  }

  warning(): string | null {
    const filled = this.counts.rows === sheetRows || this.counts.rows === sheetRows - 1;
    return this.#signs() > 0 || filled ? resavedWarning : null;
  }

  #signs(): number {
    return this.counts.cutTimes + this.counts.powers + this.counts.fullCells;
  }

  #cell(name: string, cell: string): void {
    if (cell.length === cellLimit) this.counts.fullCells += 1;
    // Both signs are short and begin with a digit, which few cells do.
    if (cell.length > 12 || !isDigit(cell.charCodeAt(0))) return;
    if (/^\d{1,2}:\d\d\.\d$/.test(cell) && /time|date|created|at$|when/i.test(name)) {
      this.counts.cutTimes += 1;
    } else if (/^\d(?:[.,]\d{1,6})?E\+\d\d$/.test(cell)) {
      this.counts.powers += 1;
    }
  }
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
