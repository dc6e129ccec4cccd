import { useEffect } from 'react';

/** Where the page stands between a step back and a step forward that lead to itself. */
type Place = 'back' | 'here' | 'forward';

const here: unknown = { casebook: 'here' };

/**
 * In a browser a reload, or a step back from the page, would end the session: its secret lives in this page alone. The keys for
 * a reload do nothing then, and Back and Forward (also a mouse's) do what Alt+← and Alt+→ do.
 */
export function useKeptPage(isInBrowser: boolean): void {
  useEffect(() => {
    if (!isInBrowser) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const isReload =
        event.key === 'F5' ||
        ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'r' && !event.altKey);
      if (isReload) event.preventDefault();
    };
    const onPopState = ({ state }: PopStateEvent): void => {
      const place = placeOf(state);
      if (place === 'here' || place === null) return;
      history.go(place === 'back' ? 1 : -1);
      press(place === 'back' ? 'ArrowLeft' : 'ArrowRight');
    };
    // A browser passes over entries that came without a click or a key.
    const settle = (): void => {
      document.removeEventListener('pointerdown', settle, true);
      document.removeEventListener('keydown', settle, true);
      if (placeOf(history.state) !== null) return;
      history.replaceState({ casebook: 'back' }, '');
      history.pushState(here, '');
      history.pushState({ casebook: 'forward' }, '');
      history.back();
    };
    document.addEventListener('pointerdown', settle, true);
    document.addEventListener('keydown', settle, true);
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('popstate', onPopState);
    return () => {
      document.removeEventListener('pointerdown', settle, true);
      document.removeEventListener('keydown', settle, true);
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('popstate', onPopState);
    };
  }, [isInBrowser]);
}

function placeOf(state: unknown): Place | null {
  const place =
    typeof state === 'object' && state !== null && 'casebook' in state ? state.casebook : null;
  return place === 'back' || place === 'here' || place === 'forward' ? place : null;
}

function press(key: string): void {
  const { activeElement } = document;
  const target =
    activeElement === null || activeElement === document.body
      ? document.querySelector('main > *')
      : activeElement;
  target?.dispatchEvent(
    new KeyboardEvent('keydown', { key, altKey: true, bubbles: true, cancelable: true }),
  );
}
