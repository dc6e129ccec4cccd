import type { Balance } from '../../../shared/importResult.ts';

/** `total = part + part + …`, as it is written on screen. */
export type Equation = {
  readonly total: number;
  readonly unit: string;
  readonly parts: readonly {
    readonly count: number;
    readonly words: string;
    /** There is something to look at. */
    readonly isWarning: boolean;
  }[];
  /** The parts add up to the total; if not, the ledger or the reader is wrong, and that has to be said. */
  readonly balances: boolean;
};

type Part = readonly [count: number, words: string, isWarning?: boolean];

/** What became of every record. */
export function recordsEquation({ records }: Pick<Balance, 'records'>): Equation {
  return equation(records.total, 'records', [
    [records.new, 'new'],
    [records.duplicate, 'duplicate'],
    [records.conflicting, 'same id, different content', true],
    [records.rejected, 'rejected', true],
  ]);
}

/** What every decoded byte belongs to. */
export function bytesEquation({ bytes }: Pick<Balance, 'bytes'>): Equation {
  return equation(bytes.decoded, 'bytes', [
    [bytes.header, 'header'],
    [bytes.records, 'records'],
    [bytes.separators, 'separators'],
    [bytes.rejected, 'rejected', true],
  ]);
}

function equation(total: number, unit: string, parts: readonly Part[]): Equation {
  return {
    total,
    unit,
    parts: parts.map(([count, words, warns = false]) => ({
      count,
      words,
      isWarning: warns && count > 0,
    })),
    balances: parts.reduce((sum, [count]) => sum + count, 0) === total,
  };
}
