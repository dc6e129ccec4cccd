import { rmSync } from 'node:fs';
import path from 'node:path';

import { makeCondition, makeGroup } from '../../shared/filter.ts';
import { defaultView } from '../../shared/view.ts';
import { openInEngine } from './engine.ts';
import type { Exploring } from './exploreRows.ts';
import { timedHere } from './processes.ts';
import { inTurn } from './table.ts';
import type { Row } from './table.ts';

/** Each with its column in DuckDB's table. */
const plain = [
  ['occurredAt', 'createdAt'],
  ['actorEmail', 'userEmail'],
  ['action', 'action'],
  ['resourceType', 'resourceType'],
  ['resourceId', 'resourceId'],
  ['ip', 'ipAddress'],
] as const;
const states = [['before', 'before'] as const, ['after', 'after'] as const];
/** Each leaves out about one event in thirty, and another for every run. */
const leftOut = ['bookmark', 'updateTags', 'publish', 'promote', 'setLabel'];

/** Most events in order of time as CSV and as JSON lines, with and without states: the same columns and order by both. */
export async function* exportRows({ caseFolder, runs, duck }: Exploring): AsyncGenerator<Row> {
  for (const format of ['jsonl', 'csv'] as const) {
    for (const withStates of [false, true]) {
      const columns = withStates ? [...plain, ...states] : plain;
      const file = path.join(path.dirname(caseFolder), `export.${format}`);
      const selected = columns.map(([name, column]) => `${column} AS "${name}"`).join(', ');
      const figures = await inTurn(
        runs,
        (run) =>
          exportOnce(
            caseFolder,
            file,
            format,
            columns.map(([name]) => name),
            leaveOut(run),
          ),
        (run) =>
          timedHere(() =>
            duck.run(
              `COPY (SELECT ${selected} FROM event WHERE action != '${leaveOut(run)}' ORDER BY createdAt) TO '${file}.duck' (FORMAT ${format === 'csv' ? 'csv' : 'json'})`,
            ),
          ),
      );
      rmSync(file, { force: true });
      rmSync(`${file}.duck`, { force: true });
      yield {
        what: `export nearly all as ${format === 'csv' ? 'CSV' : 'JSON lines'}, ${withStates ? 'eight columns with states' : 'six columns'}`,
        ...figures,
        unit: 'ms',
        target: withStates ? '≤ 2.5 ×' : '≤ 1.5 ×',
        ...(withStates &&
          format === 'jsonl' && { note: 'states: JSON here, JSON in a text by DuckDB' }),
      };
    }
  }
}

const leaveOut = (run: number): string => leftOut[run % leftOut.length] ?? '';

/** In an engine of its own, after the case was opened: what other runs have kept in memory does not help. */
async function exportOnce(
  caseFolder: string,
  file: string,
  format: 'csv' | 'jsonl',
  columns: readonly string[],
  without: string,
): Promise<{ readonly ms: number; readonly cpuMs: number }> {
  const engine = await openInEngine(caseFolder);
  const filter = makeGroup('all', [makeCondition('action', 'isNot', [without])]);
  const view = { ...defaultView, filter, columns };
  const target = engine.grantWrite(file);
  try {
    return await engine.timed(() =>
      engine.call('export.start', {
        job: 'bench',
        target,
        view,
        format,
        exact: true,
        notes: false,
      }),
    );
  } finally {
    await engine.close();
  }
}
