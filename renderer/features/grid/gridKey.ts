/** What a key means in the grid. Pure, so that the table of keys is one thing to read and to test. */
export type GridIntent =
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'go'; readonly row: number }
  | { readonly kind: 'extend'; readonly by: number }
  | { readonly kind: 'column'; readonly does: ColumnKey }
  /** Of the selected events, or else of the active one. */
  | { readonly kind: 'note'; readonly what: NoteKey }
  | {
      readonly kind:
        | 'open'
        | 'unselect'
        | 'include'
        | 'exclude'
        | 'copyCell'
        | 'copyRow'
        | 'copyReference'
        | 'compare'
        | 'nextMark'
        | 'goTo';
    };

export type NoteKey = 'flag' | 'tag' | 'comment' | 'review';

/** What a key does with the column of the active cell. */
export type ColumnKey =
  | { readonly kind: 'step' | 'move' | 'widen'; readonly by: -1 | 1 }
  | { readonly kind: 'sort'; readonly also: boolean }
  | { readonly kind: 'group' | 'menu' };

const column = (does: ColumnKey): GridIntent => ({ kind: 'column', does });

export type Key = {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
};

/** `pageRows`: how many rows a page is; `rows`: how many there are. Null: not the grid's key. */
export function gridIntent(key: Key, pageRows: number, rows: number): GridIntent | null {
  if (key.alt) return null;
  if (key.ctrl) {
    switch (key.key.toLowerCase()) {
      case 'g':
        return { kind: 'goTo' };
      case 'home':
        return { kind: 'go', row: 0 };
      case 'end':
        return { kind: 'go', row: rows - 1 };
      case 'c':
        return { kind: 'copyReference' };
      default:
        return null;
    }
  }
  const shifted = key.shift ? withShift(key.key) : null;
  if (shifted !== null) return shifted;
  switch (key.key) {
    case 'ArrowDown':
    case 'j':
      return { kind: 'move', by: 1 };
    case 'ArrowUp':
    case 'k':
      return { kind: 'move', by: -1 };
    case 'PageDown':
      return { kind: 'move', by: pageRows };
    case 'PageUp':
      return { kind: 'move', by: -pageRows };
    case 'Home':
      return { kind: 'go', row: 0 };
    case 'End':
      return { kind: 'go', row: rows - 1 };
    case 'ArrowRight':
      return column({ kind: 'step', by: 1 });
    case 'ArrowLeft':
      return column({ kind: 'step', by: -1 });
    case 'Enter':
      return { kind: 'open' };
    case 'Escape':
      return { kind: 'unselect' };
    case '=':
      return { kind: 'include' };
    case '-':
      return { kind: 'exclude' };
    case '<':
      return column({ kind: 'widen', by: -1 });
    case '>':
      return column({ kind: 'widen', by: 1 });
    case 's':
      return column({ kind: 'sort', also: false });
    case 'S':
      return column({ kind: 'sort', also: true });
    case 'g':
      return column({ kind: 'group' });
    case 'ContextMenu':
      return column({ kind: 'menu' });
    case 'y':
      return { kind: 'copyCell' };
    case 'Y':
      return { kind: 'copyRow' };
    case 'D':
      return { kind: 'compare' };
    case 'u':
      return { kind: 'nextMark' };
    case 'm':
      return { kind: 'note', what: 'flag' };
    case 't':
      return { kind: 'note', what: 'tag' };
    case 'c':
      return { kind: 'note', what: 'comment' };
    case 'v':
      return { kind: 'note', what: 'review' };
    default:
      return null;
  }
}

/** Keys that Shift makes others of; all else is the letter that it writes. */
function withShift(key: string): GridIntent | null {
  switch (key) {
    case 'ArrowDown':
      return { kind: 'extend', by: 1 };
    case 'ArrowUp':
      return { kind: 'extend', by: -1 };
    case 'ArrowRight':
      return column({ kind: 'move', by: 1 });
    case 'ArrowLeft':
      return column({ kind: 'move', by: -1 });
    case 'F10':
      return column({ kind: 'menu' });
    default:
      return null;
  }
}
