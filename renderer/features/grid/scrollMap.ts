/**
 * Ten million rows behind a scroll bar. Chromium stops an element at 33,554,428 px, so the scroller is at most
 * 500,000 rows high ("slots"), and an anchor says which row lies at which slot. Wheel and keys move from the anchor
 * exactly, row by row; a jump of the thumb sets the row in proportion; when scrolling rests, the thumb is put back
 * where the row belongs without moving what is on screen.
 */
export const mostSlots = 500_000;

/** Slots kept free above and below while there are rows there: more than a flick of the wheel runs before it rests. */
const roomAtEnds = 1000;

export type ScrollMap = {
  readonly rows: number;
  readonly slots: number;
  /** The row of slot s is `row + (s - slot)`. */
  readonly anchor: { readonly slot: number; readonly row: number };
};

/** What is seen: heights in px, without the header. */
export type Viewport = { readonly height: number; readonly rowHeight: number };

/** A map with the scroll position that belongs to it, in px. */
export type Scrolled = { readonly map: ScrollMap; readonly top: number };

export function createScrollMap(rows: number): ScrollMap {
  return { rows, slots: Math.min(rows, mostSlots), anchor: { slot: 0, row: 0 } };
}

/** The row at a slot; it may lie outside 0 to rows - 1 for slots near an end. */
export function rowAtSlot(map: ScrollMap, slot: number): number {
  return map.anchor.row + (slot - map.anchor.slot);
}

export function slotOfRow(map: ScrollMap, row: number): number {
  return map.anchor.slot + (row - map.anchor.row);
}

/** The row at the upper edge, as a fraction: 12.5 is the middle of row 12. */
export function topRow(map: ScrollMap, top: number, view: Viewport): number {
  return rowAtSlot(map, top / view.rowHeight);
}

/** The first and last row that can be seen, with `overscan` more at both ends; `last` is -1 when there is none. */
export function visibleRows(
  map: ScrollMap,
  top: number,
  view: Viewport,
  overscan: number,
): { readonly first: number; readonly last: number } {
  const from = topRow(map, top, view);
  const first = Math.max(0, Math.floor(from) - overscan);
  const last = Math.min(
    map.rows - 1,
    Math.ceil(from + view.height / view.rowHeight) - 1 + overscan,
  );
  return { first, last };
}

/**
 * After the scroller moved from `before` to `after` by itself (wheel, thumb, touch). More than three heights of the
 * view at once is a jump of the thumb (one pixel of it is hundreds of rows when rows outnumber slots).
 */
export function scrolled(map: ScrollMap, before: number, after: number, view: Viewport): Scrolled {
  if (map.rows === map.slots) return { map, top: after };
  const most = mostTop(map.slots, view);
  if (Math.abs(after - before) > 3 * view.height) {
    const share = most > 0 ? Math.min(1, Math.max(0, after / most)) : 0;
    return { map: anchored(map, after, share * mostTopRow(map, view), view), top: after };
  }
  const row = topRow(map, after, view);
  const leftTheRows = row < 0 || row > mostTopRow(map, view);
  // At an end of the scroller with rows still beyond it, the wheel would stick: give it room at once.
  const leftTheSlots = after <= 0 || after >= most;
  return leftTheRows || leftTheSlots ? placed(map, row, view) : { map, top: after };
}

/** Puts the thumb where the row on screen belongs: called when scrolling has rested. What is seen stays the same. */
export function rested(map: ScrollMap, top: number, view: Viewport): Scrolled {
  if (map.rows === map.slots) return { map, top };
  return placed(map, topRow(map, top, view), view);
}

/** Moves just far enough that `row` is wholly seen; `to` puts it at the upper edge or in the middle instead. */
export function revealed(
  map: ScrollMap,
  top: number,
  row: number,
  view: Viewport,
  to: 'nearest' | 'middle' = 'nearest',
): Scrolled {
  const from = topRow(map, top, view);
  const fits = view.height / view.rowHeight;
  if (row >= from && row + 1 <= from + fits) return { map, top };
  const near = row < from ? row : row + 1 - fits;
  const wanted = to === 'middle' ? Math.round(row + 0.5 - fits / 2) : near;
  const slotTop = slotOfRow(map, wanted) * view.rowHeight;
  const isClose = Math.abs(wanted - from) <= 3 * fits;
  const isInside = slotTop > 0 && slotTop < mostTop(map.slots, view);
  if (map.rows === map.slots || (isClose && isInside)) {
    return { map, top: clamp(slotTop, 0, mostTop(map.slots, view)) };
  }
  return placed(map, wanted, view);
}

/** The same rows on screen after the count of rows changed. */
export function resized(map: ScrollMap, rows: number, top: number, view: Viewport): Scrolled {
  return placed(createScrollMap(rows), topRow(map, top, view), view);
}

/**
 * A map in which `row` lies at the upper edge and the thumb stands in proportion to it, but never so near an end
 * that the wheel could not reach the rows beyond: at slot 0 a browser sends no scroll event any more.
 */
function placed(map: ScrollMap, row: number, view: Viewport): Scrolled {
  const lastTop = mostTopRow(map, view);
  const at = clamp(row, 0, lastTop);
  if (map.rows === map.slots) return { map, top: at * view.rowHeight };
  const lastSlot = mostTop(map.slots, view) / view.rowHeight;
  const whole = Math.floor(at);
  const wanted = Math.floor((at / lastTop) * lastSlot);
  const slot = clamp(
    wanted,
    Math.min(whole, roomAtEnds),
    Math.floor(lastSlot - Math.min(lastTop - whole, roomAtEnds)),
  );
  return {
    map: { ...map, anchor: { slot, row: whole } },
    top: (slot + (at - whole)) * view.rowHeight,
  };
}

/** A map in which `row` lies as near as whole rows allow to the upper edge at a scroll position that is given. */
function anchored(map: ScrollMap, top: number, row: number, view: Viewport): ScrollMap {
  const slot = Math.floor(top / view.rowHeight);
  return { ...map, anchor: { slot, row: Math.round(row - (top / view.rowHeight - slot)) } };
}

function mostTop(slots: number, view: Viewport): number {
  return Math.max(0, slots * view.rowHeight - view.height);
}

function mostTopRow(map: ScrollMap, view: Viewport): number {
  return Math.max(0, map.rows - view.height / view.rowHeight);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
