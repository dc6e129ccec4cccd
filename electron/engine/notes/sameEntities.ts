import { z } from 'zod';

import { identityFields, samePairKinds } from '../../../shared/entity.ts';
import type { EntityRef, SameName } from '../../../shared/entity.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { Entry, EntryLog } from './entryLog.ts';

/**
 * What auditors say of names: that two of them are one person or thing. An entry of the notes for each pair, null once it
 * was taken back; whom it joins follows from all pairs that hold. Nothing of it changes an event.
 */
export class SameEntities {
  readonly #log: EntryLog;

  constructor(log: EntryLog) {
    this.#log = log;
  }

  /** The other names of an entity, each with who said so; the entity itself is not among them. */
  of(ref: EntityRef): readonly SameName[] {
    const pairs = this.#holding(ref.kind);
    const found = new Map<string, SameName>();
    const seen = new Set([keyOf(ref)]);
    const waiting: Name[] = [ref];
    for (let name = waiting.pop(); name; name = waiting.pop()) {
      for (const { names, author, at } of pairs) {
        if (!names.some((each) => keyOf(each) === keyOf(name))) continue;
        for (const other of names) {
          if (seen.has(keyOf(other))) continue;
          seen.add(keyOf(other));
          found.set(keyOf(other), { field: other.field, value: other.value, author, at });
          waiting.push(other);
        }
      }
    }
    return [...found.values()];
  }

  /** Says that both are one, or that `other` is none of `ref`'s names any more. Throws `bad-request`. */
  say(ref: EntityRef, other: Name, isSame: boolean, author: string): void {
    if (!samePairKinds.some((kind) => kind === ref.kind))
      throw new ExpectedError('bad-request', 'An address has no other names.');
    for (const { field } of [ref, other])
      if (!identityFields[ref.kind].includes(field))
        throw new ExpectedError('bad-request', `${field} does not tell one from another`);
    if (keyOf(ref) === keyOf(other))
      throw new ExpectedError('bad-request', `${other.value} is this one already.`);
    if (isSame) {
      const value = { author, at: new Date().toISOString() };
      this.#log.append([{ kind: 'same', name: pairName(ref.kind, [ref, other]), value }], author);
      return;
    }
    const ended = this.#holding(ref.kind).filter(({ names }) =>
      names.some((each) => keyOf(each) === keyOf(other)),
    );
    this.#log.append(
      ended.map(({ names }) => ({ kind: 'same', name: pairName(ref.kind, names), value: null })),
      author,
    );
  }

  /** Takes over what another copy's notes say of pairs of which nothing was said here; how many. */
  take(others: readonly Entry[], author: string): number {
    const known = new Set(this.#log.newest('same').map(({ name }) => name));
    const newest = new Map<string, Entry>();
    for (const entry of others) if (entry.kind === 'same') newest.set(entry.name, entry);
    const fresh = [...newest.values()].flatMap((entry) => {
      const pair = known.has(entry.name) ? null : readPair(entry);
      return pair === null ? [] : [pair];
    });
    this.#log.append(
      fresh.map(({ kind, names, author: by, at }) => ({
        kind: 'same',
        name: pairName(kind, names),
        value: { author: by, at },
      })),
      author,
    );
    return fresh.length;
  }

  #holding(kind: EntityRef['kind']): readonly Pair[] {
    return this.#log.newest('same').flatMap((entry) => {
      const pair = readPair(entry);
      return pair?.kind === kind ? [pair] : [];
    });
  }
}

type Name = Pick<EntityRef, 'field' | 'value'>;
type Pair = {
  readonly kind: EntityRef['kind'];
  readonly names: readonly [Name, Name];
  readonly author: string;
  readonly at: string;
};

const keyOf = ({ field, value }: Name): string => `${field} ${value}`;

/** The same whichever of the two was said first. */
function pairName(kind: EntityRef['kind'], names: readonly [Name, Name]): string {
  const both = names.map(({ field, value }) => [field, value]);
  return JSON.stringify([
    kind,
    ...both.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  ]);
}

const name = z.tuple([z.string(), z.string()]);
const nameSchema = z.tuple([z.enum(samePairKinds), name, name]);
const valueSchema = z.strictObject({ author: z.string(), at: z.string() });

/** Null for one that was taken back, or that this version cannot read. */
function readPair(entry: Entry): Pair | null {
  const said = valueSchema.safeParse(JSON.parse(entry.value));
  const read = nameSchema.safeParse(parsed(entry.name));
  if (!said.success || !read.success) return null;
  const [kind, ...names] = read.data;
  const [a, b] = names.map(([field, value]) => ({ field, value }));
  return a && b ? { kind, names: [a, b], ...said.data } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
