import { z } from 'zod';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { SavedView } from '../../../shared/savedView.ts';
import { viewSchema } from '../../../shared/view.ts';
import type { View } from '../../../shared/view.ts';
import type { EntryLog } from './entryLog.ts';

/** Views under names: the newest entry of a name holds, null means that it was deleted. */
export class SavedViews {
  readonly #log: EntryLog;

  constructor(log: EntryLog) {
    this.#log = log;
  }

  list(): readonly SavedView[] {
    return this.#log.newest('view').flatMap(({ name, author, at, value }) => {
      const stored: unknown = JSON.parse(value);
      if (stored === null) return [];
      const view = viewSchema.safeParse(stored);
      return [{ name, author, at, view: view.success ? view.data : null }];
    });
  }

  /** Saves it under a name; one that is there already is replaced, and stays in the history. */
  save(name: string, view: View, author: string): void {
    this.#log.append([{ kind: 'view', name, value: jsonOf(view) }], author);
  }

  /** Throws `not-found`. */
  delete(name: string, author: string): void {
    this.#stored(name);
    this.#log.append([{ kind: 'view', name, value: null }], author);
  }

  /** Throws `not-found`, and `bad-request` when another view has the new name. */
  rename(name: string, to: string, author: string): void {
    const value = this.#stored(name);
    if (name === to) return;
    if (this.list().some((view) => view.name === to))
      throw new ExpectedError('bad-request', `There is a view “${to}” already.`);
    this.#log.append(
      [
        { kind: 'view', name: to, value },
        { kind: 'view', name, value: null },
      ],
      author,
    );
  }

  #stored(name: string): JsonValue {
    const found = this.#log.newest('view').find((entry) => entry.name === name);
    const value = found ? jsonSchema.parse(JSON.parse(found.value)) : null;
    if (value === null) throw new ExpectedError('not-found', `There is no view “${name}”.`);
    return value;
  }
}

const jsonSchema: z.ZodType<JsonValue> = z.json();

/** What is undefined in it is left out, as JSON has it. */
const jsonOf = (view: View): JsonValue => jsonSchema.parse(JSON.parse(JSON.stringify(view)));
