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

/** A container on the way: the identities of what was read of it so far. */
type Frame = {
  readonly value: readonly JsonValue[] | { readonly [key: string]: JsonValue };
  readonly keys: readonly string[] | null;
  next: number;
  shape: string;
};

/**
 * Numbers values so that equal ones have equal numbers. Each container is read once, however often it is asked for at
 * different depths: comparing lists within lists stays linear in their size. Keeps all that it has read.
 */
export function createIdentity(): (value: JsonValue) => number {
  const byShape = new Map<string, number>();
  const byContainer = new Map<object, number>();
  const number = (shape: string): number => {
    const known = byShape.get(shape) ?? byShape.size;
    byShape.set(shape, known);
    return known;
  };
  return (value) => {
    if (typeof value !== 'object' || value === null) return number(JSON.stringify(value));
    const known = byContainer.get(value);
    if (known !== undefined) return known;
    const frames: Frame[] = [openFrame(value)];
    let last = 0;
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const item = itemOf(frame);
      if (item === undefined) {
        last = number(`${frame.keys === null ? '[' : '{'}${frame.shape}`);
        byContainer.set(frame.value, last);
        frames.pop();
        continue;
      }
      const isContainer = typeof item === 'object' && item !== null;
      const found = isContainer ? byContainer.get(item) : number(JSON.stringify(item));
      if (found === undefined && isContainer) {
        frames.push(openFrame(item));
        continue;
      }
      const key = frame.keys === null ? '' : JSON.stringify(frame.keys[frame.next] ?? '');
      frame.shape += `${key}:${found},`;
      frame.next++;
    }
    return last;
  };
}

function openFrame(value: Frame['value']): Frame {
  return { value, keys: isList(value) ? null : Object.keys(value).toSorted(), next: 0, shape: '' };
}

function itemOf({ value, keys, next }: Frame): JsonValue | undefined {
  if (isList(value)) return value[next];
  const key = keys?.[next];
  return key === undefined ? undefined : value[key];
}
