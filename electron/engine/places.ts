import type { Place } from '../../shared/event.ts';

/** Places of events, one behind the other, as they go to a thread. */
export type Places = {
  readonly count: number;
  readonly original: Float64Array;
  readonly offset: Float64Array;
  readonly length: Float64Array;
  readonly part: Float64Array;
};

/** `placeOf` gives the place of each of `count` events. */
export function gatherPlaces(count: number, placeOf: (at: number) => Place): Places {
  const places = {
    count,
    original: new Float64Array(count),
    offset: new Float64Array(count),
    length: new Float64Array(count),
    part: new Float64Array(count),
  };
  for (let at = 0; at < count; at++) {
    const { original, offset, length, part } = placeOf(at);
    places.original[at] = original;
    places.offset[at] = offset;
    places.length[at] = length;
    places.part[at] = part;
  }
  return places;
}

export function placeAt(places: Places, at: number): Place {
  return {
    original: places.original[at] ?? 0,
    offset: places.offset[at] ?? 0,
    length: places.length[at] ?? 0,
    part: places.part[at] ?? 0,
  };
}
