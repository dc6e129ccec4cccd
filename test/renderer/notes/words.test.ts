import assert from 'node:assert/strict';
import { test } from 'node:test';

import { markTitle, markWords } from '../../../renderer/features/grid/markWords.ts';
import { attentionWords, mergeWords } from '../../../renderer/features/notes/mergeWords.ts';
import {
  changeWords,
  saysSomething,
  stepWords,
  typedTags,
} from '../../../renderer/features/notes/noteWords.ts';
import { noNote } from '../../../shared/note.ts';
import type { ListedNote } from '../../../shared/note.ts';

const listed: ListedNote = {
  ...noNote,
  event: 'E1-0',
  stale: false,
  file: 'a.jsonl',
  sha256: 'f'.repeat(64),
  offset: 7,
  part: 0,
};

test('marks, changes and merges are told in words', () => {
  const mark = { flagged: true, review: 'follow up', tags: ['a', 'b'], comments: 1 } as const;
  assert.deepEqual(
    [
      markWords(undefined),
      markWords({ ...mark, conflict: false, stale: true }),
      markTitle({ ...mark, review: 'unreviewed', tags: [], conflict: false, stale: false }),
      markTitle({ ...mark, flagged: false, tags: [], conflict: false, stale: false }),
      changeWords({ review: 'not relevant', addTags: ['x'], control: null }),
      stepWords('Flag', { step: 's', changed: 2, unchanged: 1 }),
      stepWords('Flag', { step: null, changed: 0, unchanged: 1 }),
      mergeWords({ entries: 0, events: 0, conflicts: 0, elsewhere: 0, views: [], same: 0 }),
      mergeWords({ entries: 3, events: 2, conflicts: 1, elsewhere: 1, views: [], same: 0 }),
    ],
    [
      'Nothing noted',
      'Flagged, follow up, 2 tags: a, b, 1 comment, noted on another record than lies here now',
      'Flagged, 1 comment · click to take the flag away (m)',
      'Follow up, 1 comment · click to flag (m)',
      'Not relevant, Tag x, Control reference taken away',
      'Flag: 2 events, 1 other said so already · Ctrl+Z takes it back',
      'Flag: said so already',
      'No new notes: everything noted there is noted here already.',
      '3 entries about 2 events taken over; both people’s notes are kept. On one event they disagree. 1 event is of a file that this case does not have; its notes are kept all the same.',
    ],
  );
});

test('a note is called to attention when people disagree, the record is another, or no event is there', () => {
  const conflict = {
    what: 'review' as const,
    values: [
      { value: 'exception', author: 'Grace', at: '' },
      { value: 'reviewed', author: 'Ada', at: '' },
    ],
  };
  assert.deepEqual(
    [
      listed,
      { ...listed, conflicts: [conflict] },
      { ...listed, stale: true },
      { ...listed, event: null, tags: ['odd'] },
      { ...listed, event: null, file: null, flagged: true },
    ].map(attentionWords),
    [
      null,
      'review state: Grace says “exception”, Ada says “reviewed”',
      'was noted on another record than lies there now',
      'is noted (odd), but no event lies there as the file is read now',
      'is noted (flagged), but its evidence file is not in this case',
    ],
  );
});

test('typed tags lose blanks and doubles, and nothing typed changes nothing', () => {
  assert.deepEqual(
    [typedTags(' a, b c ,,a '), saysSomething({ addTags: [] }), saysSomething({ control: null })],
    [['a', 'b c'], false, true],
  );
});
