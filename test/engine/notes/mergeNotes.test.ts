import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import type { EntryLog } from '../../../electron/engine/notes/entryLog.ts';
import { mergeEntries } from '../../../electron/engine/notes/mergeNotes.ts';
import type { NoteBook } from '../../../electron/engine/notes/noteBook.ts';
import { valuesOf } from '../../../electron/engine/notes/noteState.ts';
import type { NoteChange, NoteValues } from '../../../shared/note.ts';
import { never } from '../../helpers/indexedEvents.ts';
import { noteLog, say, sha256Of } from '../../helpers/notedEvents.ts';

type Copy = { readonly log: EntryLog; readonly book: NoteBook };
const at = (offset: number) => ({ original: 1, offset, part: 0 });

const all = (log: EntryLog) => log.after('note', 0, 1_000_000);
const merge = (into: Copy, from: Copy, author: string) =>
  mergeEntries(into.log, all(from.log), author, never);

async function valuesAt(copy: Copy, offset: number): Promise<NoteValues> {
  await copy.book.catchUp();
  return valuesOf(copy.book.state(sha256Of(1), offset, 0));
}

test('two people’s notes on copies of one case are both kept, and what they disagree on is told', async (t) => {
  const ada = noteLog(t);
  await say(ada, [at(0)], { review: 'follow up' }, 'Ada');
  const grace = noteLog(t);
  await merge(grace, ada, 'Grace');
  await say(ada, [at(0)], { review: 'reviewed', addTags: ['seen'], addComment: 'fine' }, 'Ada');
  await say(grace, [at(0)], { review: 'exception', addComment: 'not fine' }, 'Grace');
  await say(grace, [at(5)], { flagged: true }, 'Grace');
  const merged = await merge(ada, grace, 'Ada');
  const values = await valuesAt(ada, 0);
  assert.deepEqual(
    {
      entries: merged.entries,
      comments: values.comments.map(({ author, text }) => [author, text]),
      tags: values.tags,
      conflicts: values.conflicts.map(({ what, values: said }) => [
        what,
        said.map(({ author, value }) => [author, value]),
      ]),
      other: (await valuesAt(ada, 5)).authors,
    },
    {
      entries: 2,
      comments: [
        ['Ada', 'fine'],
        ['Grace', 'not fine'],
      ],
      tags: ['seen'],
      conflicts: [
        [
          'review',
          [
            ['Grace', 'exception'],
            ['Ada', 'reviewed'],
          ],
        ],
      ],
      other: ['Grace'],
    },
  );
  await say(ada, [at(0)], { review: 'exception' }, 'Ada');
  const settled = await valuesAt(ada, 0);
  assert.deepEqual([settled.review, settled.conflicts], ['exception', []]);
  await merge(grace, ada, 'Grace');
  assert.deepEqual((await valuesAt(grace, 0)).conflicts, []);
});

test('merging what is known already adds nothing, whichever way', async (t) => {
  const [first, second] = [noteLog(t), noteLog(t)];
  await say(first, [at(0), at(1)], { flagged: true, addComment: 'why?' }, 'Ada');
  const once = await merge(second, first, 'Grace');
  const again = await merge(second, first, 'Grace');
  const back = await merge(first, second, 'Ada');
  assert.deepEqual([once.entries, again.entries, back.entries], [1, 0, 0]);
});

const change: fc.Arbitrary<NoteChange> = fc.oneof(
  fc.record({ flagged: fc.boolean() }),
  fc.record({
    review: fc.constantFrom('reviewed' as const, 'exception' as const, 'unreviewed' as const),
  }),
  fc.record({ addTags: fc.subarray(['a', 'b'], { minLength: 1 }) }),
  fc.record({ removeTags: fc.subarray(['a', 'b'], { minLength: 1 }) }),
  fc.record({ control: fc.constantFrom('AC-1', 'AC-2', null) }),
  fc.record({ addComment: fc.constantFrom('x', 'y') }),
);
const deed = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.nat(2),
      change,
      offsets: fc.uniqueArray(fc.nat(3), { minLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ who: fc.nat(2), from: fc.nat(2) }) },
);

test('however three copies are noted in and merged, they say the same in the end, and no comment is lost', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 14 }), async (deeds) => {
      const three = [noteLog(t), noteLog(t), noteLog(t)];
      let comments = 0;
      for (const each of deeds) {
        const copy = three[each.who] ?? assert.fail();
        if ('from' in each) {
          if (each.from !== each.who) await merge(copy, three[each.from] ?? assert.fail(), 'M');
          continue;
        }
        await say(copy, each.offsets.map(at), each.change, `Author ${each.who}`);
        if (each.change.addComment !== undefined) comments += each.offsets.length;
      }
      for (let round = 0; round < 2; round++) {
        for (const [i, copy] of three.entries())
          for (const [j, other] of three.entries()) if (i !== j) await merge(copy, other, `M${i}`);
      }
      const said = await Promise.all(
        three.map((copy) => Promise.all([0, 1, 2, 3].map((offset) => valuesAt(copy, offset)))),
      );
      assert.deepEqual(said[1], said[0]);
      assert.deepEqual(said[2], said[0]);
      assert.equal(
        said[0]?.reduce((sum, { comments: kept }) => sum + kept.length, 0),
        comments,
      );
      assert.deepEqual(
        three.map(({ log }) => log.broken()),
        [[], [], []],
      );
      for (const { log } of three) log.close();
    }),
    { numRuns: 60, seed: 9 },
  );
});

test('a step that was broken off says nothing, here or where it is merged', async (t) => {
  const copy = noteLog(t);
  const other = noteLog(t);
  await say(copy, [at(0)], { flagged: true }, 'Ada');
  const [whole] = all(copy.log);
  const value = { ...JSON.parse(whole?.value ?? '{}'), more: true };
  copy.log.append(
    [{ kind: 'note', name: 'broken off', value: { ...value, set: { 'tag:half': true } } }],
    'Ada',
  );
  await merge(other, copy, 'Grace');
  assert.deepEqual(
    [
      (await valuesAt(copy, 0)).tags,
      (await valuesAt(other, 0)).tags,
      (await valuesAt(other, 0)).flagged,
    ],
    [[], [], true],
  );
});
