import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';

import { changesOf } from '../../../electron/engine/explore/changesOf.ts';
import { contextOf } from '../../../electron/engine/explore/context.ts';
import { fieldHistory } from '../../../electron/engine/explore/fieldHistory.ts';
import type { OpenCase } from '../../../electron/engine/openCase.ts';
import { eventReference } from '../../../shared/event.ts';
import type { JsonValue } from '../../../shared/event.ts';
import type { ContextScope } from '../../../shared/explore.ts';
import { everything } from '../../../shared/filter.ts';
import {
  fileBeside,
  importFiles,
  langfuseRecord,
  newCase,
  withOpen,
} from '../../helpers/importedCase.ts';

const { signal } = new AbortController();

async function caseOf(
  t: TestContext,
  records: readonly Readonly<Record<string, JsonValue>>[],
): Promise<string> {
  const made = newCase(t);
  const lines = records.map((given, at) =>
    JSON.stringify(
      langfuseRecord(`id-${String(at).padStart(3, '0')}`, {
        createdAt: `2026-06-18T12:${String(at).padStart(2, '0')}:00.000Z`,
        ...given,
      }),
    ),
  );
  await importFiles(made, [fileBeside(made, 'audit.jsonl', lines.join('\n'))]);
  return made;
}

/** References in order of time. */
async function references(open: OpenCase): Promise<readonly string[]> {
  const rows = await open.query.rows(everything, [], 'UTC', signal);
  return rows.slice(0, 1000).map((row) => eventReference(open.index.place(row)));
}

async function around(open: OpenCase, place: number, scope: ContextScope, reach: number) {
  const all = await references(open);
  const found = await contextOf(
    open,
    { event: all[place] ?? '', scope, zone: 'UTC', reach },
    signal,
  );
  return { ...found, rows: found.rows.map(({ event }) => all.indexOf(event)) };
}

test('the context of an event is what lies around it in time, of whom it is asked, and says how much there is', async (t) => {
  const made = await caseOf(
    t,
    Array.from({ length: 12 }, (_, at) => ({
      userId: at % 2 === 0 ? 'user-a' : 'user-b',
      resourceType: 'dataset',
      resourceId: at % 3 === 0 ? 'set-1' : `set-x${at}`,
    })),
  );
  await withOpen(made, async (open) => {
    assert.deepEqual(await around(open, 6, 'everything', 2), {
      scope: 'everything',
      of: null,
      rows: [4, 5, 6, 7, 8],
      at: 2,
      before: 6,
      after: 5,
    });
    assert.deepEqual(await around(open, 6, 'actor', 2), {
      scope: 'actor',
      of: 'user-a',
      rows: [2, 4, 6, 8, 10],
      at: 2,
      before: 3,
      after: 2,
    });
    assert.deepEqual((await around(open, 6, 'resource', 25)).rows, [0, 3, 6, 9]);
    const none = await around(open, 6, 'ip', 25);
    assert.deepEqual([none.at, none.rows], [-1, []]);
    const edge = await around(open, 0, 'everything', 25);
    assert.deepEqual([edge.at, edge.before, edge.after, edge.rows.length], [0, 0, 11, 12]);
  });
});

test('versions of one prompt under ids of their own are followed by type, project and name; ids of other resources are not', async (t) => {
  const named = (name: string): string => JSON.stringify({ name });
  const prompt = { resourceType: 'prompt', before: null, after: named('refund') };
  const made = await caseOf(t, [
    { ...prompt, action: 'create', resourceId: 'version-1' },
    { ...prompt, action: 'create', resourceId: 'version-2' },
    { ...prompt, action: 'create', resourceId: 'version-3', projectId: 'project-2' },
    { ...prompt, action: 'create', resourceId: 'version-4', after: named('other') },
    { resourceType: 'dataset', action: 'create', resourceId: 'set-1', after: named('refund') },
    { resourceType: 'dataset', action: 'create', resourceId: 'set-2', after: named('refund') },
  ]);
  await withOpen(made, async (open) => {
    const all = await references(open);
    const of = async (place: number) => {
      const { by, index, count } = await changesOf(open, all[place] ?? '', signal);
      return { by, index, count };
    };
    assert.deepEqual(await of(1), { by: 'versions', index: 1, count: 2 });
    assert.deepEqual(await of(2), { by: 'versions', index: 0, count: 1 });
    assert.deepEqual(await of(3), { by: 'versions', index: 0, count: 1 });
    assert.deepEqual(await of(5), { by: 'id', index: 0, count: 1 });
  });
});

test('an event that only reads a resource stands between its changes', async (t) => {
  const set = { resourceType: 'dataset', resourceId: 'set-1' };
  const made = await caseOf(t, [
    { ...set, action: 'read' },
    { ...set, action: 'create' },
    { ...set, action: 'read' },
    { ...set, action: 'update' },
    { ...set, action: 'download' },
  ]);
  await withOpen(made, async (open) => {
    const all = await references(open);
    const place = (event: string | null): number | null =>
      event === null ? null : all.indexOf(event);
    const found = [];
    for (const event of all) {
      const { previous, next, index, count } = await changesOf(open, event, signal);
      found.push([place(previous), place(next), index, count]);
    }
    assert.deepEqual(found, [
      [null, 1, -1, 2],
      [null, 3, 0, 2],
      [1, 3, -1, 2],
      [1, null, 1, 2],
      [3, null, -1, 2],
    ]);
  });
});

test('a field over time is who set it to what; events that left it as it was are not among them', async (t) => {
  const state = (role: string | null, other: number): string =>
    JSON.stringify({ ...(role !== null && { role }), other });
  const member = { resourceType: 'orgMembership', resourceId: 'member-1' };
  const made = await caseOf(t, [
    { ...member, action: 'create', before: null, after: state('VIEWER', 1) },
    { ...member, before: state('VIEWER', 1), after: state('VIEWER', 2) },
    { ...member, before: state('VIEWER', 2), after: state('OWNER', 2) },
    { ...member, resourceId: 'member-2', before: state('VIEWER', 2), after: state('ADMIN', 2) },
    { ...member, action: 'delete', before: state('OWNER', 2), after: null },
  ]);
  await withOpen(made, async (open) => {
    const all = await references(open);
    const found = await fieldHistory(open, { event: all[1] ?? '', path: '/role' }, signal);
    assert.deepEqual(
      found.changes.map(({ event, before, after }) => [all.indexOf(event), before, after]),
      [
        [0, undefined, 'VIEWER'],
        [2, 'VIEWER', 'OWNER'],
        [4, 'OWNER', undefined],
      ],
    );
    assert.deepEqual([found.by, found.read, found.count], ['id', 4, 4]);
  });
});

test('a change that is missing between two of a resource is told by the history and beside both', async (t) => {
  const state = (role: string): string => JSON.stringify({ id: 'member-1', role, other: 1 });
  const member = { resourceType: 'orgMembership', resourceId: 'member-1' };
  const made = await caseOf(t, [
    { ...member, before: state('MEMBER'), after: state('OWNER') },
    { ...member, before: state('ADMIN'), after: state('ADMIN') },
    { ...member, before: state('ADMIN'), after: state('MEMBER') },
  ]);
  await withOpen(made, async (open) => {
    const [first = '', second = '', third = ''] = await references(open);
    const gap = { path: '/role', earlier: first, later: second, was: 'OWNER', is: 'ADMIN' };
    const { gaps, changes } = await fieldHistory(open, { event: third, path: '/role' }, signal);
    assert.deepEqual([gaps, changes.length], [[{ ...gap, place: 1 }], 2]);
    const beside = [];
    for (const event of [first, second, third])
      beside.push((await changesOf(open, event, signal)).gaps);
    assert.deepEqual(beside, [[gap], [gap], []]);
  });
});
