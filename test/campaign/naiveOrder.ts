import type { SortKey } from '../../shared/view.ts';
import type { Random } from '../bench/random.ts';
import type { NaiveEvent } from './naiveEvents.ts';
import { askedFields } from './randomFilter.ts';

/** No key, which is the order of time, or one or two fields up or down. Addresses have an order of their own. */
export function randomSort(random: Random): readonly SortKey[] {
  const fields = [...askedFields.filter((field) => field !== 'ip'), 'actorName'];
  return Array.from({ length: random.below(3) }, () => ({
    field: random.pick(fields),
    desc: random.below(2) === 0,
  }));
}

/** By the keys, what has no value last; what is equal by time, and then as it stands in the file. */
export function naiveOrder(
  events: readonly NaiveEvent[],
  sort: readonly SortKey[],
): readonly NaiveEvent[] {
  return events.toSorted((a, b) => {
    for (const { field, desc } of sort) {
      const [one, other] = [a.fields[field] ?? null, b.fields[field] ?? null];
      if (one === other) continue;
      if (one === null) return 1;
      if (other === null) return -1;
      return one < other === desc ? 1 : -1;
    }
    return a.ms - b.ms || a.offset - b.offset;
  });
}
