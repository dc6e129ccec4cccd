import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';

import type { CaseEvent } from '../../../../shared/event.ts';
import { sharedFolder } from '../../../helpers/corpus.ts';
import { eventsOf, importFiles, newCase } from '../../../helpers/importedCase.ts';

const stem = 'synthetic_1769000000000-lf-audit_logs-export-cjduinaqe594rx5vdf876tgtj';

/** An event but for where it lies and how its time was spelt. */
function content(event: CaseEvent): unknown {
  const {
    original: _o,
    originalName: _n,
    originalSha256: _s,
    offset: _f,
    length: _l,
    recordHash: _h,
    bytesSha256: _b,
    occurredAtRaw: _r,
    flags,
    details,
    ...rest
  } = event;
  return { ...rest, details, flags: flags.filter((flag) => flag !== 'exporter damaged') };
}

test('the dialects A, B and C of one Langfuse log give the same events; D and JSON all but what their exporter damaged, flagged', async (t) => {
  const folder = sharedFolder('samples/langfuse_abv');
  if (folder === null) return t.skip('no samples here');
  const read = async (ending: string): Promise<readonly CaseEvent[]> => {
    const made = newCase(t);
    const result = await importFiles(made, [path.join(folder, `${stem}.${ending}`)]);
    assert.deepEqual([ending, result.originals[0]?.records.rejected], [ending, 0]);
    return (await eventsOf(made)).toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
  };
  const undamaged = (await read('C.csv')).map(content);
  const sameOf = async (ending: string): Promise<boolean[]> =>
    (await read(ending)).map((event, i) => isDeepStrictEqual(content(event), undamaged[i]));
  assert.deepEqual(
    {
      count: undamaged.length,
      a: (await sameOf('A.csv')).indexOf(false),
      b: (await sameOf('B.csv')).indexOf(false),
    },
    { count: 605, a: -1, b: -1 },
  );
  const json = await read('json');
  const lines = await read('jsonl');
  assert(isDeepStrictEqual(lines.map(content), json.map(content)));
  const d = await read('D.csv');
  const silent = [...json, ...d].filter(
    (event, i) =>
      !isDeepStrictEqual(content(event), undamaged[i % 605]) &&
      !event.flags.includes('exporter damaged'),
  );
  const flagged = json.filter(({ flags }) => flags.includes('exporter damaged'));
  assert.deepEqual(
    {
      silent: silent.map(({ id, before, after }) => ({ id, before, after })),
      some: flagged.length > 0,
      few: flagged.length < 100,
    },
    { silent: [], some: true, few: true },
  );
});

test('CloudTrail’s records give their time, action, actor and address, unasked', async (t) => {
  const folder = sharedFolder('samples/aws_cloudtrail/invictus_records');
  if (folder === null) return t.skip('no samples here');
  type Trail = {
    readonly eventID: string;
    readonly eventTime: string;
    readonly eventName: string;
    readonly sourceIPAddress?: string;
    readonly userIdentity: {
      readonly arn?: string;
      readonly userName?: string;
      readonly principalId?: string;
      readonly invokedBy?: string;
      readonly type?: string;
      readonly accountId?: string;
    };
  };
  const wanted = new Map<string, Trail>();
  for (const file of readdirSync(folder)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- CloudTrail's own shape
    const { Records } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as {
      Records: Trail[];
    };
    for (const record of Records) wanted.set(record.eventID, record);
  }
  const made = newCase(t);
  const result = await importFiles(made, [folder]);
  const total = result.originals.reduce((sum, { records }) => sum + records.total, 0);
  const events = await eventsOf(made);
  const wrong = events.flatMap((event) => {
    const record = wanted.get(event.id ?? '');
    if (!record) return [`${event.id}: no such record`];
    const who = Object.values(record.userIdentity);
    const named = [event.actorId, event.actorName].filter((each) => each !== null);
    const said = [
      event.time?.ms === Date.parse(record.eventTime) ? '' : 'time',
      event.action === record.eventName ? '' : 'action',
      event.ip === (record.sourceIPAddress ?? null) ? '' : 'ip',
      named.length > 0 &&
      named.every(
        (each) => who.includes(each) || JSON.stringify(record.userIdentity).includes(each),
      )
        ? ''
        : 'actor',
    ].filter((each) => each !== '');
    return said.length > 0
      ? [`${event.id}: ${said.join()} ${JSON.stringify(record.userIdentity)}`]
      : [];
  });
  assert.deepEqual(
    { total, events: events.length, wrong: wrong.slice(0, 5) },
    { total: 2900, events: wanted.size, wrong: [] },
  );
});
