import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';

/** A press becomes a drag once the pointer has gone so far, in px; nearer it is a click. */
const leastWay = 6;

/** The column under way, and the place among the columns where it would come to stand. */
export type ColumnDrag = { readonly name: string; readonly place: number };

/** Moves columns by dragging their headings. `isDrag` tells a click that ended a drag from one that sorts. */
export function useColumnDrag(onMove: (name: string, place: number) => void) {
  const [drag, setDrag] = useState<ColumnDrag | null>(null);
  const wasDragged = useRef(false);
  const start = (event: PointerEvent<HTMLElement>, name: string): void => {
    if (event.button !== 0) return;
    const startX = event.clientX;
    const headings = [
      ...(event.currentTarget
        .closest('[role=row]')
        ?.querySelectorAll('.grid-heading:not(.grid-marks-heading)') ?? []),
    ];
    wasDragged.current = false;
    let place = -1;
    const move = (moved: globalThis.PointerEvent): void => {
      if (!wasDragged.current && Math.abs(moved.clientX - startX) < leastWay) return;
      wasDragged.current = true;
      place = placeAt(headings, moved.clientX);
      setDrag({ name, place });
    };
    const end = (ended: globalThis.Event): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
      setDrag(null);
      if (ended.type === 'pointerup' && wasDragged.current && place >= 0) onMove(name, place);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
  };
  return { drag, start, isDrag: () => wasDragged.current };
}

/** The heading under the pointer, the nearest beyond the ends. */
function placeAt(headings: readonly Element[], x: number): number {
  const under = headings.findIndex((heading) => x < heading.getBoundingClientRect().right);
  return under < 0 ? headings.length - 1 : under;
}
