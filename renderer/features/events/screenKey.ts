/** What a key means on the Events screen outside the grid. Single letters count only where no text is being written. */
export type ScreenIntent =
  | { readonly kind: 'tab'; readonly tab: number }
  | { readonly kind: 'change'; readonly by: 1 | -1 }
  | { readonly kind: 'pivot'; readonly to: 'actor' | 'resource' | 'ip' }
  | { readonly kind: 'neighbour'; readonly to: 'previous' | 'next' }
  | { readonly kind: 'note'; readonly what: 'flag' | 'tag' | 'comment' | 'review' }
  | {
      readonly kind:
        | 'search'
        | 'build'
        | 'text'
        | 'toggleLast'
        | 'toggleAll'
        | 'clear'
        | 'undo'
        | 'redo'
        | 'back'
        | 'forward'
        | 'nextMark'
        | 'noteAll'
        | 'goTo'
        | 'changes'
        | 'context'
        | 'histogram'
        | 'zone'
        | 'leave';
    };

export type PressedKey = {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** A text field has the focus. */
  readonly isWriting: boolean;
};

export function screenIntent(pressed: PressedKey): ScreenIntent | null {
  if (pressed.alt) return withAlt(pressed);
  if (pressed.ctrl) return withCtrl(pressed);
  if (pressed.isWriting) return null;
  switch (pressed.key) {
    case '/':
      return { kind: 'search' };
    case 'f':
      return { kind: 'build' };
    case 'F':
      return { kind: 'text' };
    case 'o':
      return { kind: 'toggleLast' };
    case 'O':
      return { kind: 'toggleAll' };
    case 'H':
      return { kind: 'histogram' };
    case 'z':
      return { kind: 'zone' };
    case 'd':
      return { kind: 'changes' };
    case 'a':
      return { kind: 'pivot', to: 'actor' };
    case 'r':
      return { kind: 'pivot', to: 'resource' };
    case 'i':
      return { kind: 'pivot', to: 'ip' };
    case 'x':
      return { kind: 'context' };
    case 'n':
      return { kind: 'change', by: 1 };
    case 'p':
      return { kind: 'change', by: -1 };
    case 'm':
      return { kind: 'note', what: 'flag' };
    case 't':
      return { kind: 'note', what: 'tag' };
    case 'c':
      return { kind: 'note', what: 'comment' };
    case 'v':
      return { kind: 'note', what: 'review' };
    case 'u':
      return { kind: 'nextMark' };
    case 'N':
      return { kind: 'noteAll' };
    case '[':
      return { kind: 'neighbour', to: 'previous' };
    case ']':
      return { kind: 'neighbour', to: 'next' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return /^[1-6]$/.test(pressed.key) ? { kind: 'tab', tab: Number(pressed.key) - 1 } : null;
  }
}

/** Back and forward as in a browser, whose own page must stay: to the view before, or the screen that led here; undo takes back notes too. */
function withAlt({ key, ctrl, shift, isWriting }: PressedKey): ScreenIntent | null {
  if (ctrl || shift || isWriting) return null;
  if (key === 'ArrowLeft') return { kind: 'back' };
  return key === 'ArrowRight' ? { kind: 'forward' } : null;
}

function withCtrl({ key, shift, isWriting }: PressedKey): ScreenIntent | null {
  switch (key.toLowerCase()) {
    case 'e':
      return shift ? null : { kind: 'clear' };
    case 'g':
      return { kind: 'goTo' };
    case 'z':
      // A text field takes back its own typing.
      if (isWriting) return null;
      return { kind: shift ? 'redo' : 'undo' };
    default:
      return null;
  }
}
