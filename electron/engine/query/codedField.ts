import { isNoteField } from '../../../shared/note.ts';
import type { NoteField } from '../../../shared/note.ts';
import { hourOf, weekdayOf, weekdays } from '../../../shared/zone.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { firstPassColumns, listColumns, secondPassColumns } from '../columns/columnField.ts';
import { listItems, targetItems } from '../columns/listText.ts';
import { packCodes, unpackColumn } from '../columns/packColumn.ts';
import type { PackedColumn } from '../columns/packColumn.ts';
import type { Segment } from '../columns/segment.ts';
import type { RecordReader } from '../recordReader.ts';
import { ActionPaths } from './actionPaths.ts';
import { targetTexts } from './fieldTexts.ts';
import { firstOfText } from './firstOfText.ts';
import type { Pace } from './pace.ts';

/** A field with a small number per row, 0 for none: from a dictionary, or worked out from time or place. */
export type CodedField = {
  readonly name: string;
  /** Codes 1 to size. */
  readonly size: number;
  /** Each code has one text of its own; or one that other codes may have, too; or any number of texts. */
  readonly texts: 'own' | 'shared' | 'several';
  /** Answers of conditions asked lately: a byte a code, 1 where the condition holds. */
  readonly verdicts: Verdicts;
  /** Whether the background pass has reached the segment, where the field comes from it. */
  ready(segment: Segment): boolean;
  column(segment: Segment): PackedColumn;
  /** Each code with its texts: one, or a list's items. */
  entries(): Iterable<readonly [code: number, texts: readonly string[]]>;
  /** What a facet counts under a code, each once: a target under one name. */
  labels(code: number): readonly string[];
};

/** Fields that notes answer, and that change while the index stays. */
export type CodedNotes = {
  /** Grows with every note. */
  version(): Promise<number>;
  prepare(name: string, pace: Pace): Promise<void>;
  /** As it was prepared last. */
  field(name: NoteField): CodedField;
};

/** The last few, and no more than a megabyte or two of a large dictionary. */
export class Verdicts {
  readonly #kept = new Map<string, Uint8Array>();

  get(key: string): Uint8Array | undefined {
    return this.#kept.get(key);
  }

  keep(key: string, verdict: Uint8Array): void {
    this.#kept.set(key, verdict);
    for (const oldest of this.#kept.keys()) {
      let bytes = 0;
      for (const each of this.#kept.values()) bytes += each.length;
      if (this.#kept.size <= 32 && bytes <= 4 << 20) return;
      this.#kept.delete(oldest);
    }
  }
}

const dictionaryFields: ReadonlySet<string> = new Set([...firstPassColumns, ...secondPassColumns]);

/** The coded fields of an index as it is now, in a zone. */
export class CodedFields {
  readonly #index: CaseIndex;
  /** Worked-out columns by segment, then by name (and zone): a byte or two a row, kept while the segment is. */
  readonly #derived = new WeakMap<Segment, Map<string, PackedColumn>>();

  readonly #verdicts = new Map<string, Verdicts>();
  readonly #firsts = new Map<string, Uint32Array>();
  readonly #paths = new ActionPaths();

  readonly #notes: CodedNotes | null;

  readonly #fileOf: RecordReader['fileOf'];

  constructor(index: CaseIndex, notes: CodedNotes | null, fileOf: RecordReader['fileOf']) {
    this.#index = index;
    this.#notes = notes;
    this.#fileOf = fileOf;
  }

  /** Works out, in steps, what `field` would work out at one go. */
  async prepare(name: string, pace: Pace): Promise<void> {
    if (name === 'actionPath') await this.#paths.prepare(this.#index, pace);
    await this.#notes?.prepare(name, pace);
  }

  /**
   * For each code of a field whose codes share texts, the first one with its text: kept until the field has more codes.
   * Null where each has its own, or any number.
   */
  async firstOfText(coded: CodedField, pace: Pace): Promise<Uint32Array | null> {
    if (coded.texts !== 'shared') return null;
    const known = this.#firsts.get(coded.name);
    if (known?.length === coded.size + 1) return known;
    const first = await firstOfText(coded, pace);
    this.#firsts.set(coded.name, first);
    return first;
  }

  /** Null for a field that lies in no column of codes. */
  field(name: string, zone: string): CodedField | null {
    const plain = name === 'target' ? 'targets' : name;
    if (dictionaryFields.has(plain)) return this.#dictionaryField(plain);
    if (isNoteField(name)) return this.#notes?.field(name) ?? null;
    switch (name) {
      case 'hour':
        return this.#worked(`hour ${zone}`, hours, (ms) => hourOf(ms, zone) + 1);
      case 'weekday':
        return this.#worked(
          `weekday ${zone}`,
          weekdays,
          (ms) => weekdays.indexOf(weekdayOf(ms, zone)) + 1,
        );
      case 'original':
        return this.#originals(name, 'own', (original) => `E${original}`);
      case 'originalName':
        return this.#originals(name, 'shared', (original) => this.#fileOf(original)?.name ?? null);
      case 'originalSha256':
        return this.#originals(
          name,
          'shared',
          (original) => this.#fileOf(original)?.sha256 ?? null,
        );
      case 'actor':
        return this.#best(['actorName', 'actorEmail', 'actorId']);
      case 'resource':
        return this.#best(['resourceName', 'resourceId']);
      case 'organisation':
        return this.#best(['orgName', 'orgId']);
      case 'project':
        return this.#best(['projectName', 'projectId']);
      case 'actionPath':
        return this.#actionPath();
      default:
        return null;
    }
  }

  #dictionaryField(name: string): CodedField {
    const dictionary = this.#index.dictionary(name);
    const isList = name === 'targets' || listColumns.has(name);
    const texts =
      name === 'targets'
        ? (text: string) => targetItems(text).flatMap(targetTexts)
        : listColumns.has(name)
          ? listItems
          : (text: string) => [text];
    return {
      name,
      size: dictionary.size,
      texts: isList ? 'several' : dictionary.unique ? 'own' : 'shared',
      verdicts: this.#verdictsOf(name),
      ready: (segment) => segment.has(name),
      column: (segment) => segment.column(name),
      *entries() {
        for (const [code, text] of dictionary.entries()) yield [code, texts(text)];
      },
      labels(code) {
        const text = dictionary.text(code);
        if (text === null) return [];
        if (!isList) return [text];
        return name === 'targets' ? targetLabels(text) : [...new Set(texts(text))];
      },
    };
  }

  #worked(name: string, labels: readonly string[], codeOf: (ms: number) => number): CodedField {
    return {
      name,
      size: labels.length,
      texts: 'own',
      verdicts: this.#verdictsOf(name),
      ready: () => true,
      column: (segment) =>
        this.#keep(segment, name, () => {
          const codes = new Uint8Array(segment.rows);
          const times = segment.times();
          for (let at = 0; at < segment.rows; at++) {
            const ms = times[at] ?? NaN;
            codes[at] = Number.isNaN(ms) ? 0 : codeOf(ms);
          }
          return { base: 0, values: codes };
        }),
      *entries() {
        for (const [at, label] of labels.entries()) yield [at + 1, [label]];
      },
      labels: (code) => (code === 0 ? [] : [labels[code - 1] ?? '']),
    };
  }

  /** Of several fields the first that has a value: what a person sees as "the actor". For counts and orders. */
  #best(names: readonly string[]): CodedField {
    const fields = names.map((name) => this.#dictionaryField(name));
    const firsts: number[] = [];
    let size = 0;
    for (const field of fields) {
      firsts.push(size);
      size += field.size;
    }
    const fieldOf = (code: number): number => firsts.findLastIndex((first) => code > first);
    return {
      name: names.join(' '),
      size,
      texts: 'shared',
      verdicts: this.#verdictsOf(names.join(' ')),
      ready: () => true,
      column: (segment) =>
        // Codes move when a dictionary grows, so its size is part of the name.
        this.#keep(segment, `best ${names.join(' ')} ${firsts.join(' ')} ${size}`, () => {
          const codes = new Uint32Array(segment.rows);
          for (const [i, field] of fields.entries()) {
            const { base, values } = field.column(segment);
            const first = firsts[i] ?? 0;
            for (let at = 0; at < codes.length; at++) {
              const code = values === null ? base : (values[at] ?? 0);
              if (code !== 0 && codes[at] === 0) codes[at] = code + first;
            }
          }
          return unpackColumn(packCodes(codes));
        }),
      *entries() {
        for (const [i, field] of fields.entries()) {
          for (const [code, texts] of field.entries()) yield [code + (firsts[i] ?? 0), texts];
        }
      },
      labels(code) {
        const i = fieldOf(code);
        return fields[i]?.labels(code - (firsts[i] ?? 0)) ?? [];
      },
    };
  }

  #actionPath(): CodedField {
    const paths = this.#paths;
    const size = paths.size(this.#index);
    return {
      name: 'actionPath',
      size,
      texts: 'own',
      verdicts: this.#verdictsOf('actionPath'),
      ready: () => true,
      column: (segment) => paths.column(segment),
      *entries() {
        for (let code = 1; code <= size; code++) yield [code, [paths.text(code)]];
      },
      labels: (code) => (code === 0 ? [] : [paths.text(code)]),
    };
  }

  /** What is told of an evidence file, coded by its number. */
  #originals(
    name: string,
    texts: 'own' | 'shared',
    textOf: (original: number) => string | null,
  ): CodedField {
    const textsOf = (code: number): readonly string[] => {
      const text = code === 0 ? null : textOf(code);
      return text === null ? [] : [text];
    };
    const size = this.#index.segments.reduce(
      (most, { bounds }) => Math.max(most, bounds.maxOriginal),
      0,
    );
    return {
      name,
      size,
      texts,
      verdicts: this.#verdictsOf(name),
      ready: () => true,
      column: (segment) => {
        const { base, values } = segment.column('original');
        if (values === null || base === 0) return { base, values };
        return this.#keep(segment, 'original', () => ({
          base: 0,
          values: Uint32Array.from(values, (value) => value + base),
        }));
      },
      *entries() {
        for (let code = 1; code <= size; code++) yield [code, textsOf(code)];
      },
      labels: textsOf,
    };
  }

  #verdictsOf(name: string): Verdicts {
    let verdicts = this.#verdicts.get(name);
    if (!verdicts) this.#verdicts.set(name, (verdicts = new Verdicts()));
    return verdicts;
  }

  #keep(segment: Segment, name: string, make: () => PackedColumn): PackedColumn {
    let columns = this.#derived.get(segment);
    if (!columns) this.#derived.set(segment, (columns = new Map()));
    let column = columns.get(name);
    if (!column) columns.set(name, (column = make()));
    return column;
  }
}

const hours = Array.from({ length: 24 }, (_, hour) => String(hour));

/** A target in one word: its name, else its e-mail, id or type. */
export function targetLabel(target: ReturnType<typeof targetItems>[number]): string | null {
  return target.name ?? target.email ?? target.id ?? target.type;
}

function targetLabels(text: string): readonly string[] {
  return [...new Set(targetItems(text).flatMap((target) => targetLabel(target) ?? []))];
}
