import { interpretationSchema } from '../evidence/importEntry.ts';
import type { RecordedOriginal } from '../evidence/importEntry.ts';
import type { HeadStart } from './headStart.ts';
import { adapterHere, readingVersion } from './readingVersion.ts';
import { recognise } from './recognise.ts';
import type { Recognised, Wishes } from './recognise.ts';
import { shapeOf } from './recognitions.ts';

/** As the ledger takes it. */
export type RecordedInterpretation = NonNullable<RecordedOriginal['interpretation']>;

export type Interpreted = {
  readonly interpretation: RecordedInterpretation;
  readonly warnings: readonly string[];
};

/**
 * How the files of one job are read. Files read alike share one value, which is checked, compiled and written to the ledger once. In a job of many
 * files, those that look alike are read as the first of them was: whichever thread comes first, the outcome is the same.
 */
export class JobInterpretations {
  readonly #byJson = new Map<string, RecordedInterpretation>();
  readonly #byShape = new Map<string, RecordedInterpretation>();
  readonly #learn: ((shape: string, interpretation: RecordedInterpretation) => void) | null;

  /** `learn` hears of each new shape; null where each file is to be looked at for itself. */
  constructor(learn: ((shape: string, interpretation: RecordedInterpretation) => void) | null) {
    this.#learn = learn;
  }

  recognise(
    start: HeadStart,
    name: string,
    wishes: Wishes,
  ): Interpreted | { readonly problem: string } {
    const found = recognise(start, name, wishes);
    if ('problem' in found) return found;
    const { warnings, sample, spec } = found;
    const shape = this.#learn ? shapeOf(sample, spec) : null;
    const known = shape === null ? undefined : this.#byShape.get(shape);
    if (known) return { interpretation: known, warnings };
    const interpretation = this.#shared(found);
    if (shape !== null) {
      this.#byShape.set(shape, interpretation);
      this.#learn?.(shape, interpretation);
    }
    return { interpretation, warnings };
  }

  /** Of a shape that `learn` heard of. */
  ofShape(shape: string): RecordedInterpretation {
    const known = this.#byShape.get(shape);
    if (!known) throw new Error('a file of a shape that nobody was told');
    return known;
  }

  #shared({ spec, source }: Recognised): RecordedInterpretation {
    const interpretation = {
      reader: spec,
      adapter: adapterHere(source.name, source.mapping.source),
      mapping: source.mapping,
      reading: readingVersion,
    };
    const key = JSON.stringify(interpretation);
    const known = this.#byJson.get(key);
    if (known) return known;
    const made = interpretationSchema.parse(interpretation);
    this.#byJson.set(key, made);
    return made;
  }
}
