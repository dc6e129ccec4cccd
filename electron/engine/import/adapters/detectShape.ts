import type { JsonValue } from '../../../../shared/event.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { compilePaths, isObject, normalName } from './access.ts';
import type { RecordObject } from './access.ts';
import { compileCondition } from './conditions.ts';
import type { SourceDefinition } from './definition.ts';
import { compilePrepare } from './prepareRecord.ts';
import { valueAtSteps } from './valueAtSteps.ts';

export type Detect = (record: JsonValue, spec: ReaderSpec, fileName: string) => number;

/** How sure a definition's `detect` is of a record, 0 to 1: the surest shape that fits. */
export function compileDetect(definition: SourceDefinition, spec: ReaderSpec): Detect {
  const prepare = compilePrepare(definition, spec);
  const header = 'header' in spec ? new Set(spec.header.map(normalName)) : null;
  const places = (paths: readonly string[] | undefined): readonly HasKey[] =>
    (paths ?? []).map((path) => hasKey(path, spec, header));
  const shapes = (definition.detect ?? []).map((shape) => ({
    score: shape.score,
    has: places(shape.has),
    lacks: places(shape.lacks),
    holds: compileCondition(shape.when, spec),
    file: shape.file === undefined ? null : new RegExp(shape.file, 'u'),
  }));
  return (value, _spec, fileName) => {
    if (!isObject(value)) return 0;
    const record = prepare ? (prepare(value)[0] ?? value) : value;
    let best = 0;
    for (const { score, has, lacks, holds, file } of shapes) {
      if (score <= best || !has.every((there) => there(record))) continue;
      if (lacks.some((there) => there(record)) || (file && !file.test(fileName))) continue;
      if (holds({ record, core: {}, part: 0 })) best = score;
    }
    return best;
  };
}

type HasKey = (record: RecordObject) => boolean;

/** A key counts as there when its value is null; a column, when the file has it. */
function hasKey(path: string, spec: ReaderSpec, header: ReadonlySet<string> | null): HasKey {
  if (header && !path.startsWith('/')) {
    const there = header.has(normalName(path));
    return () => there;
  }
  const keys = compilePaths([path], spec).places[0] ?? [];
  return (record) => valueAtSteps(record, keys) !== undefined;
}
