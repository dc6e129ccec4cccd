import { statSync } from 'node:fs';

import { indexFile } from './columns/indexDb.ts';
import { asExpected } from './db/failures.ts';
import type { OpenCase } from './openCase.ts';

/** A look costs four reads of a number. */
const lookEveryMs = 1000;

/** What changes when another process has written to the case: `index` when it made the index anew. */
type Seen = {
  readonly evidence: unknown;
  readonly rows: unknown;
  readonly index: number;
  readonly notes: unknown;
};
type OnChange = {
  readonly onChange: (change: { readonly isIndexNew: boolean }) => void;
  readonly onNotes: () => void;
};

/**
 * Notices what other processes write to a case that is open here: a command that imports into the case of a window, another
 * window. What this process itself has written is no news: `seen` says so.
 */
export class OtherWriters {
  readonly #open: OpenCase;
  readonly #timer: NodeJS.Timeout;
  #seen: Seen;

  constructor(open: OpenCase, { onChange, onNotes }: OnChange) {
    this.#open = open;
    this.#seen = look(open) ?? { evidence: null, rows: null, index: 0, notes: null };
    this.#timer = setInterval(() => {
      const before = this.#seen;
      this.seen();
      const { evidence, rows, index, notes } = this.#seen;
      const isIndexNew = index !== before.index;
      if (isIndexNew || evidence !== before.evidence || rows !== before.rows)
        onChange({ isIndexNew });
      if (notes !== before.notes) onNotes();
    }, lookEveryMs);
    // A host that has nothing else to do may end.
    this.#timer.unref();
  }

  seen(): void {
    this.#seen = look(this.#open) ?? this.#seen;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/**
 * `data_version` differs once another connection has committed (sqlite.org/pragma.html#pragma_data_version). Null while the
 * disk cannot be read (a drive was pulled out): whoever asks for events is told, and nobody has asked here.
 */
function look(open: OpenCase): Seen | null {
  try {
    return {
      evidence: open.evidence.db.pragma('data_version', { simple: true }),
      rows: open.index.connection()?.pragma('data_version', { simple: true }) ?? null,
      index: statSync(indexFile(open.folder), { throwIfNoEntry: false })?.ino ?? 0,
      notes: open.notes.dataVersion(),
    };
  } catch (thrown) {
    if (asExpected(thrown, open.folder) === thrown && !isFileError(thrown)) throw thrown;
    return null;
  }
}

const isFileError = (thrown: unknown): boolean => thrown instanceof Error && 'syscall' in thrown;
