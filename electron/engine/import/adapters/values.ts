import type { ReaderSpec } from '../readers/reader.ts';
import { compilePaths, text } from './access.ts';
import { compileCondition, fieldOf, longestMatched } from './conditions.ts';
import type { Seen } from './conditions.ts';
import type { Value } from './definition.ts';

/** Makes a text of a record, or nothing. */
export type Maker = (seen: Seen) => string | null;

/** The first of the values that gives a text. */
export function compileValues(values: readonly Value[] | undefined, spec: ReaderSpec): Maker {
  const makers = (values ?? []).map((value) => compileValue(value, spec));
  return (seen) => {
    for (const make of makers) {
      const made = make(seen);
      if (made !== null && made !== '') return made;
    }
    return null;
  };
}

function compileValue(value: Value, spec: ReaderSpec): Maker {
  if (typeof value === 'string') {
    const access = compilePaths([value], spec);
    return ({ record }) => text(access.read(record));
  }
  if ('text' in value) return () => value.text;
  if ('field' in value) return (seen) => fieldOf(seen, value.field);
  if ('part' in value) return ({ part }) => String(part);
  if ('join' in value) return joined(value, spec);
  if ('when' in value) {
    const holds = compileCondition(value.when, spec);
    const give = compileValue(value.give, spec);
    return (seen) => (holds(seen) ? give(seen) : null);
  }
  const of = compileValue(value.of, spec);
  if ('words' in value) {
    const words = new Map(
      Object.entries(value.words).map(([word, other]) => [word.toLowerCase(), other]),
    );
    const otherwise = value.else === undefined ? null : compileValue(value.else, spec);
    return (seen) => {
      const said = of(seen);
      if (said === null) return null;
      return words.get(said.toLowerCase()) ?? otherwise?.(seen) ?? null;
    };
  }
  const pattern = new RegExp(value.match, 'u');
  const take = value.take ?? '$&';
  return (seen) => {
    const said = of(seen);
    const found = said === null || said.length > longestMatched ? null : pattern.exec(said);
    if (!found) return null;
    return take.replaceAll(/\$(&|\d)/gu, (_all, group: string) =>
      group === '&' ? found[0] : (found[Number(group)] ?? ''),
    );
  };
}

function joined(
  value: {
    readonly join: readonly Value[];
    readonly by: string;
    readonly some?: boolean | undefined;
  },
  spec: ReaderSpec,
): Maker {
  const parts = value.join.map((part) => compileValue(part, spec));
  return (seen) => {
    const made = parts.map((part) => part(seen));
    const there = made.filter((each) => each !== null && each !== '');
    if (there.length === 0 || (value.some !== true && there.length < made.length)) return null;
    return there.join(value.by);
  };
}
