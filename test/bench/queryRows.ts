import path from 'node:path';

import { startEngine } from '../../electron/cli/inProcess.ts';
import { exportColumns } from '../../electron/engine/export/columns.ts';
import { runExport } from '../../electron/engine/export/run.ts';
import type { OpenCase } from '../../electron/engine/openCase.ts';
import { parseFilterText } from '../../shared/filterText.ts';
import { defaultView } from '../../shared/view.ts';
import type { Bench } from './importRows.ts';
import { inTurn, timed } from './table.ts';
import type { Row } from './table.ts';

const none = new AbortController().signal;

const questions: readonly (readonly [filter: string, where: string])[] = [
  ['action = delete', "action = 'delete'"],
  ['action = delete AND resourceType = prompt', "action = 'delete' AND resourceType = 'prompt'"],
  [
    'actorEmail = user3@example.com AND action != create AND ip starts 10.1',
    "userEmail = 'user3@example.com' AND action != 'create' AND ipAddress LIKE '10.1%'",
  ],
  [
    'resourceType ~ *Membership AND occurredAt >= 2025-06-01',
    "resourceType LIKE '%Membership' AND createdAt >= '2025-06-01'",
  ],
];

/** First page, exact count, one facet and the histogram of each filter; then two exports of what a filter leaves. */
export async function* queryRows(bench: Bench): AsyncGenerator<Row> {
  const { duck } = bench;
  const engine = startEngine();
  engine.session.background = false;
  const grant = engine.grants.add(bench.caseFolder, 'case');
  const opened = await timed(async () => {
    await engine.call('case.open', { case: grant, author: 'bench' }, none);
    const everything = parseFilterText('');
    (await engine.session.current.query.rows(everything, [], 'UTC', none)).slice(0, 100);
  });
  yield { what: 'open the case, first page', ours: opened, unit: 'ms', target: '≤ 1,000 ms' };
  const open = engine.session.current;
  for (const [text, where] of questions) {
    const filter = parseFilterText(text);
    let run = 0;
    const figures = await inTurn(
      Math.max(3, bench.runs),
      () => {
        open.refresh();
        // Another zone: no answer of the run before it is used again.
        const zone = run++ % 2 === 0 ? 'UTC' : 'Etc/UTC';
        return timed(async () => {
          const rows = await open.query.rows(filter, [], zone, none);
          for (const row of rows.slice(0, 100)) open.records.read(row);
          await open.query.facet({ filter, zone, field: 'actorEmail', top: 10 }, none);
          await open.query.histogram({ filter, zone, unit: 'day', split: null }, none);
        });
      },
      () =>
        timed(async () => {
          await duck.read(`SELECT * FROM event WHERE ${where} ORDER BY createdAt LIMIT 100`);
          await duck.read(`SELECT count(*) FROM event WHERE ${where}`);
          await duck.read(
            `SELECT userEmail, count(*) AS n FROM event WHERE ${where} GROUP BY 1 ORDER BY n DESC LIMIT 10`,
          );
          await duck.read(
            `SELECT date_trunc('day', createdAt) AS d, count(*) FROM event WHERE ${where} GROUP BY 1 ORDER BY 1`,
          );
        }),
    );
    yield {
      what: `page, count, facet, histogram: ${text.slice(0, 40)}`,
      ...figures,
      unit: 'ms',
      target: '≤ 1.0 ×',
    };
  }
  yield* exportRows(bench, open);
  engine.session.close();
}

async function* exportRows(bench: Bench, open: OpenCase): AsyncGenerator<Row> {
  const { duck } = bench;
  const plain = ['occurredAt', 'actorEmail', 'action', 'resourceType', 'resourceId', 'ip'];
  const cases = [
    [
      'jsonl',
      plain,
      'createdAt, userEmail, action, resourceType, resourceId, ipAddress',
      '≤ 1.5 ×',
    ],
    ['csv', [...plain, 'before', 'after'], '*', '≤ 2.5 ×'],
  ] as const;
  const filter = parseFilterText('action != bookmark');
  for (const [format, columns, selected, target] of cases) {
    const file = path.join(path.dirname(bench.caseFolder), `export.${format}`);
    const copy = format === 'csv' ? 'FORMAT csv' : 'FORMAT json';
    const figures = await inTurn(
      1,
      () =>
        timed(() =>
          runExport(
            open,
            {
              path: file,
              view: { ...defaultView, filter, sort: [] },
              format,
              exact: true,
              columns: exportColumns(columns),
            },
            { signal: none, onProgress: () => undefined },
          ),
        ),
      () =>
        timed(() =>
          duck.run(
            `COPY (SELECT ${selected} FROM event WHERE action != 'bookmark' ORDER BY createdAt) TO '${file}.duck' (${copy})`,
          ),
        ),
    );
    const states = columns.length > plain.length ? 'with' : 'without';
    yield { what: `export ${format}, ${states} states`, ...figures, unit: 'ms', target };
  }
}
