import type { JsonValue } from './event.ts';
import { isList } from './jsonPointer.ts';

/** JSON values compared by what they say: the order of keys says nothing. */

/** Whether two values are equal, whatever the order of their keys. Iterative: as deep as the values are. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  const left: JsonValue[] = [a];
  const right: JsonValue[] = [b];
  while (left.length > 0) {
    const one = left.pop() ?? null;
    const other = right.pop() ?? null;
    if (one === other) continue;
    if (typeof one !== 'object' || typeof other !== 'object') return false;
    if (one === null || other === null) return false;
    if (isList(one)) {
      if (!isList(other) || one.length !== other.length) return false;
      for (const [place, item] of one.entries()) {
        left.push(item);
        right.push(other[place] ?? null);
      }
      continue;
    }
    if (isList(other)) return false;
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(other).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(other, key)) return false;
      left.push(one[key] ?? null);
      right.push(other[key] ?? null);
    }
  }
  return true;
}

/** A piece of text still to be written, or a value. */
type Step = { readonly text: string } | { readonly value: JsonValue };

/** JSON text with keys in code unit order: equal for equal values. Iterative, since `JSON.stringify` gives up at depth 10,000. */
export function canonicalText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let out = '';
  const steps: Step[] = [{ value }];
  while (steps.length > 0) {
    const step = steps.pop();
    if (step === undefined) break;
    if ('text' in step) out += step.text;
    else if (typeof step.value !== 'object' || step.value === null)
      out += JSON.stringify(step.value);
    else if (isList(step.value)) {
      const items = step.value.flatMap((item, place): Step[] =>
        place === 0 ? [{ value: item }] : [{ text: ',' }, { value: item }],
      );
      pushInOrder(steps, [{ text: '[' }, ...items, { text: ']' }]);
    } else {
      const object = step.value;
      const members = Object.keys(object)
        .toSorted()
        .flatMap((key, place): Step[] => [
          { text: `${place === 0 ? '' : ','}${JSON.stringify(key)}:` },
          { value: object[key] ?? null },
        ]);
      pushInOrder(steps, [{ text: '{' }, ...members, { text: '}' }]);
    }
  }
  return out;
}

function pushInOrder(steps: Step[], next: readonly Step[]): void {
  for (let i = next.length - 1; i >= 0; i--) {
    const step = next[i];
    if (step !== undefined) steps.push(step);
  }
}
