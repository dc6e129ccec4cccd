/** What a key means in the grid. Pure, so that the table of keys is one thing to read and to test. */
export type GridIntent =
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'go'; readonly row: number }
  | { readonly kind: 'extend'; readonly by: number }
  | { readonly kind: 'cell'; readonly by: -1 | 1 }
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
  if (key.shift) {
    if (key.key === 'ArrowDown') return { kind: 'extend', by: 1 };
    if (key.key === 'ArrowUp') return { kind: 'extend', by: -1 };
  }
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
      return { kind: 'cell', by: 1 };
    case 'ArrowLeft':
      return { kind: 'cell', by: -1 };
    case 'Enter':
      return { kind: 'open' };
    case 'Escape':
      return { kind: 'unselect' };
    case '=':
      return { kind: 'include' };
    case '-':
      return { kind: 'exclude' };
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
