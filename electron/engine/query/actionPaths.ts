import { actionPathOf } from '../../../shared/actionPath.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import type { Dictionary } from '../columns/dictionary.ts';
import { packCodes, unpackColumn } from '../columns/packColumn.ts';
import type { PackedColumn } from '../columns/packColumn.ts';
import type { Segment } from '../columns/segment.ts';
import type { Pace } from './pace.ts';

/** Codes of a dictionary lie below half of it, so that two of them make one whole number. */
const codeSpan = 2 ** 26;

/**
 * Action paths of an index as codes: worked out of action, resource type and category once per combination, and kept by
 * segment. New segments bring new codes and leave the old ones as they are. 10 million rows take a tenth of a second.
 */
export class ActionPaths {
  readonly #texts: string[] = [''];
  readonly #codeOfText = new Map<string, number>();
  readonly #codeOfParts = new Map<number, number>();
  readonly #columns = new WeakMap<Segment, PackedColumn>();

  /** Works out what is missing, yielding between segments; without it the next `size` does, at one go. */
  async prepare(index: CaseIndex, pace: Pace): Promise<void> {
    for (const segment of index.segments) {
      this.#fill(index, segment);
      if (pace.due()) await pace.rest();
    }
  }

  /** How many codes the segments have, from 1 on. */
  size(index: CaseIndex): number {
    for (const segment of index.segments) this.#fill(index, segment);
    return this.#texts.length - 1;
  }

  column(segment: Segment): PackedColumn {
    const column = this.#columns.get(segment);
    if (!column) throw new Error('a segment whose action paths were not prepared');
    return column;
  }

  text(code: number): string {
    return this.#texts[code] ?? '';
  }

  #fill(index: CaseIndex, segment: Segment): void {
    if (!this.#columns.has(segment)) this.#columns.set(segment, this.#columnOf(index, segment));
  }

  #columnOf(index: CaseIndex, segment: Segment): PackedColumn {
    const named = (name: string) => ({
      texts: index.dictionary(name),
      column: segment.column(name),
    });
    const [action, type, category] = [named('action'), named('resourceType'), named('category')];
    const at = ({ column }: ReturnType<typeof named>, row: number): number =>
      column.values === null ? column.base : (column.values[row] ?? 0);
    const codes = new Uint32Array(segment.rows);
    // Neighbours mostly do the same.
    let [lastAction, lastType, lastCategory, lastCode] = [0, 0, 0, 0];
    const texts = [action.texts, type.texts, category.texts] as const;
    for (let row = 0; row < segment.rows; row++) {
      const a = at(action, row);
      const t = at(type, row);
      const c = at(category, row);
      if (a !== lastAction || t !== lastType || c !== lastCategory) {
        lastCode = this.#codeOf(a, t, c, texts);
        lastAction = a;
        lastType = t;
        lastCategory = c;
      }
      codes[row] = lastCode;
    }
    return unpackColumn(packCodes(codes));
  }

  #codeOf(
    action: number,
    type: number,
    category: number,
    [actions, types, categories]: readonly [Dictionary, Dictionary, Dictionary],
  ): number {
    if (action === 0) return 0;
    const hasType = type !== 0;
    const above = hasType ? 2 * type + 1 : 2 * category;
    const parts = action * codeSpan + above;
    const known = this.#codeOfParts.get(parts);
    if (known !== undefined) return known;
    const text = actionPathOf({
      action: actions.text(action),
      resourceType: types.text(type),
      category: categories.text(category),
    });
    let code = text === null ? 0 : this.#codeOfText.get(text);
    if (code === undefined) {
      code = this.#texts.length;
      this.#texts.push(text ?? '');
      this.#codeOfText.set(text ?? '', code);
    }
    // An empty type falls back to the category, which this key does not have.
    if (!hasType || types.text(type) !== '') this.#codeOfParts.set(parts, code);
    return code;
  }
}
