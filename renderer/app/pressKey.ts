/** A key as the lists of keys write it, ready to be pressed: `Ctrl+Shift+Z`, `=`, `Alt+←`. */
export type WrittenKey = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
};

const named: ReadonlyMap<string, string> = new Map([
  ['←', 'ArrowLeft'],
  ['→', 'ArrowRight'],
  ['↑', 'ArrowUp'],
  ['↓', 'ArrowDown'],
  ['Esc', 'Escape'],
]);

/** Null where several keys are written, which is nothing that one press could do. */
export function writtenKey(written: string): WrittenKey | null {
  if (written === '' || written.includes(' ')) return null;
  const parts = written === '+' ? ['+'] : written.split('+');
  const last = parts.at(-1) ?? '';
  const held = new Set(parts.slice(0, -1));
  const isCapital = last.length === 1 && last !== last.toLowerCase() && held.size === 0;
  const key = named.get(last) ?? (held.size > 0 && last.length === 1 ? last.toLowerCase() : last);
  return {
    key,
    ctrlKey: held.has('Ctrl'),
    shiftKey: held.has('Shift') || isCapital,
    altKey: held.has('Alt'),
  };
}

/** Longer than a screen takes to come up with its first rows. */
const longestWaitMs = 3000;

/** Presses a key where the events stand, as soon as they are on screen: what the list of commands does for a region's keys. */
export function pressInEvents(written: WrittenKey): void {
  const since = performance.now();
  const attempt = (): void => {
    const grid = document.querySelector<HTMLElement>('.events [role=grid]');
    const target = grid ?? document.querySelector<HTMLElement>('.events .empty-result, .events');
    if (grid === null && performance.now() - since < (target === null ? longestWaitMs : 300)) {
      requestAnimationFrame(attempt);
      return;
    }
    grid?.focus();
    const event = new KeyboardEvent('keydown', { ...written, bubbles: true, cancelable: true });
    target?.dispatchEvent(event);
  };
  // After the dialog has gone and given back the focus.
  requestAnimationFrame(attempt);
}
