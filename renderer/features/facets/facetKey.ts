import { assertNever } from '../../../shared/failure.ts';

/** What a key does in the list of values. */
export type FacetIntent =
  | { readonly kind: 'move'; readonly by: 1 | -1 }
  | { readonly kind: 'first' | 'last' | 'open' | 'close' | 'include' | 'exclude' | 'only' };

/** Null: not the list's key. */
export function facetIntent(press: {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}): FacetIntent | null {
  if (press.ctrl || press.alt) return null;
  switch (press.key) {
    case 'ArrowDown':
    case 'j':
      return { kind: 'move', by: 1 };
    case 'ArrowUp':
    case 'k':
      return { kind: 'move', by: -1 };
    case 'Home':
      return { kind: 'first' };
    case 'End':
      return { kind: 'last' };
    case 'ArrowRight':
      return { kind: 'open' };
    case 'ArrowLeft':
      return { kind: 'close' };
    case '=':
      return { kind: 'include' };
    case '-':
      return { kind: 'exclude' };
    case 'Enter':
      return press.shift ? { kind: 'only' } : null;
    default:
      return null;
  }
}

const items = '[data-facet-item]';

/** Follows a key with the focus on an item; false where there is nothing to do. */
export function followFacetKey(list: HTMLElement, item: HTMLElement, intent: FacetIntent): boolean {
  const all = [...list.querySelectorAll<HTMLElement>(items)];
  const at = all.indexOf(item);
  switch (intent.kind) {
    case 'move':
      return focused(all[at + intent.by]);
    case 'first':
      return focused(all[0]);
    case 'last':
      return focused(all.at(-1));
    case 'open':
      return pressed(item, '[aria-expanded=false]');
    case 'close':
      return pressed(item, '[aria-expanded=true]') || focused(above(item));
    case 'include':
    case 'exclude':
    case 'only':
      return pressed(item, `[data-do=${intent.kind}]`);
    default:
      return assertNever(intent);
  }
}

/** From the field in which values are looked for to the first of them. */
export function focusAfter(list: HTMLElement, field: HTMLElement): void {
  const after = [...list.querySelectorAll<HTMLElement>(items)].find(
    (item) => field.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  after?.focus();
}

function focused(item: HTMLElement | null | undefined): boolean {
  item?.focus();
  return item !== null && item !== undefined;
}

/** A heading is its own button; a value has its buttons beside it. */
function pressed(item: HTMLElement, selector: string): boolean {
  const found = item.matches(selector)
    ? item
    : item.closest('.facet-row')?.querySelector<HTMLElement>(selector);
  found?.click();
  return found !== null && found !== undefined;
}

/** Of a value in a branch the branch, of any other its heading. */
function above(item: HTMLElement): HTMLElement | null {
  const branch = item.closest('li')?.parentElement?.closest('li');
  return (branch ?? item.closest('.facet'))?.querySelector<HTMLElement>(items) ?? null;
}
