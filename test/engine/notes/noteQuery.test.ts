import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { conditionOf } from '../../../electron/engine/query/condition.ts';
import { matchesEvent } from '../../../electron/engine/query/matchesEvent.ts';
import type { CaseEvent } from '../../../shared/event.ts';
import { assertNever } from '../../../shared/failure.ts';
import { findField } from '../../../shared/field.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Condition, FilterNode, Group, Operator } from '../../../shared/filter.ts';
import { conditionProblem } from '../../../shared/filterCheck.ts';
import { activeFilter } from '../../../shared/filterNormal.ts';
import { isNoteField, reviewStates } from '../../../shared/note.ts';
import type { NoteChange, NoteField } from '../../../shared/note.ts';
import { event } from '../../helpers/event.ts';
import { indexedEvents, never } from '../../helpers/indexedEvents.ts';
import type { Stored } from '../../helpers/indexedEvents.ts';
import { say, withNotes } from '../../helpers/notedEvents.ts';

/** What a person would write on a card for each event: kept beside, not read from any log. */
type Card = {
  flagged: boolean;
  review: string;
  readonly tags: Set<string>;
  control: string | null;
  readonly comments: string[];
  readonly authors: Map<string, string>;
};
const tags = ['fraud', 'Fraud', 'to do', 'ß'];
const change: fc.Arbitrary<NoteChange> = fc.oneof(
  fc.record({ flagged: fc.boolean() }),
  fc.record({ review: fc.constantFrom(...reviewStates) }),
  fc.record({ addTags: fc.subarray(tags, { minLength: 1 }) }),
  fc.record({ removeTags: fc.subarray(tags, { minLength: 1 }) }),
  fc.record({ control: fc.constantFrom('AC-2', 'AC-2.1', null) }),
  fc.record({ addComment: fc.constantFrom('why?', 'ask Anna', 'done') }),
);
const deed = fc.record({
  change,
  rows: fc.uniqueArray(fc.nat(29), { minLength: 1, maxLength: 20 }),
  author: fc.constantFrom('Ada', 'Grace'),
});

const start = Date.UTC(2026, 2, 28, 20);
const stored: readonly Stored[] = Array.from({ length: 30 }, (_, i) => ({
  event: event({
    original: 1 + (i % 3),
    offset: (i % 7) * 100,
    part: Math.floor(i / 7),
    time: {
      ms: start + ((i * 37) % 30) * 3_600_000,
      ns: 0,
      precision: 'second',
      zoneSource: 'assumed',
    },
    verb: i % 2 === 0 ? 'create' : 'delete',
    actorName: i % 5 === 0 ? null : `Actor ${i % 4}`,
  }),
  value: { text: `record ${i}` },
}));

const values = fc.constantFrom(
  ...tags,
  ...reviewStates,
  'yes',
  'no',
  'true',
  'Reviewed',
  'AC-2',
  'AC-*',
  '*r*',
  'an',
  'Ada',
  'delete',
  'Actor 1',
  'why?',
);
const fieldNames = [
  'flagged',
  'review',
  'tag',
  'control',
  'comment',
  'noteAuthor',
  'verb',
  'actorName',
];
const condition: fc.Arbitrary<Condition> = fc
  .record({
    field: fc.constantFrom(...fieldNames),
    op: fc.constantFrom<Operator[]>(
      'is',
      'isNot',
      'in',
      'notIn',
      'contains',
      'notContains',
      'starts',
      'matches',
      'notMatches',
      'gt',
      'lte',
      'exists',
    ),
    values: fc.array(values, { minLength: 1, maxLength: 2 }),
    off: fc.constantFrom(false, false, false, true),
  })
  .map(({ field, op, values: given, off }) =>
    makeCondition(
      field,
      op,
      op === 'exists' ? [] : op === 'in' || op === 'notIn' ? given : given.slice(0, 1),
      off,
    ),
  )
  .filter((each) => conditionProblem(each) === null);
const { node } = fc.letrec<{ node: FilterNode; group: Group }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, condition, tie('group')),
  group: fc
    .record({
      join: fc.constantFrom<('all' | 'any' | 'none')[]>('all', 'any', 'none'),
      items: fc.array(tie('node'), { maxLength: 3 }),
    })
    .map(({ join, items }) => makeGroup(join, items)),
}));
const filter = fc
  .array(node, { minLength: 1, maxLength: 3 })
  .map((items) => makeGroup('all', items));

function textsOf(card: Card, field: NoteField): readonly string[] {
  switch (field) {
    case 'flagged':
      return [card.flagged ? 'yes' : 'no'];
    case 'review':
      return [card.review];
    case 'tag':
      return [...card.tags].toSorted();
    case 'control':
      return card.control === null ? [] : [card.control];
    case 'comment':
      return card.comments;
    case 'noteAuthor':
      return [...new Set(card.authors.values())].toSorted();
    default:
      return assertNever(field);
  }
}

function note(
  card: Card,
  { flagged, review, addTags, removeTags, control, addComment }: NoteChange,
  by: string,
): void {
  const said = (name: string, isSaid: boolean): void => {
    if (isSaid) card.authors.set(name, by);
    else card.authors.delete(name);
  };
  if (flagged !== undefined && flagged !== card.flagged) said('flagged', (card.flagged = flagged));
  if (review !== undefined && review !== card.review) {
    card.review = review;
    said('review', review !== 'unreviewed');
  }
  if (control !== undefined && control !== card.control) {
    card.control = control;
    said('control', control !== null);
  }
  for (const tag of addTags ?? [])
    if (!card.tags.has(tag)) {
      card.tags.add(tag);
      said(`tag:${tag}`, true);
    }
  for (const tag of removeTags ?? []) if (card.tags.delete(tag)) said(`tag:${tag}`, false);
  if (addComment !== undefined) {
    card.comments.push(addComment);
    said(`comment ${card.comments.length}`, true);
  }
}

function holds(filterNode: FilterNode, card: Card, one: Stored): boolean {
  if (filterNode.kind === 'condition') {
    if (!isNoteField(filterNode.field))
      return matchesEvent(makeGroup('all', [filterNode]), one.event, one.value, {
        zone: 'UTC',
        newestMs: 0,
      });
    const kind = findField(filterNode.field)?.kind ?? 'text';
    return conditionOf(filterNode, kind, filterNode.field)(textsOf(card, filterNode.field));
  }
  if (filterNode.items.length === 0) return true;
  const each = (item: FilterNode): boolean => holds(item, card, one);
  if (filterNode.join === 'all') return filterNode.items.every(each);
  return filterNode.items.some(each) === (filterNode.join === 'any');
}

const byTime = (a: CaseEvent, b: CaseEvent): number =>
  (a.time?.ms ?? 0) - (b.time?.ms ?? 0) ||
  a.original - b.original ||
  a.offset - b.offset ||
  a.part - b.part;

test('rows, count, facet, histogram and order on notes are those of a card kept for each event', async (t) => {
  const set = indexedEvents(t, stored, new Set([3]));
  const notes = withNotes(t, set, new Set([3]));
  const cards = stored.map((): Card => ({
    flagged: false,
    review: 'unreviewed',
    tags: new Set(),
    control: null,
    comments: [],
    authors: new Map(),
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { maxLength: 3 }),
      filter,
      fc.constantFrom<NoteField[]>('flagged', 'review', 'tag', 'control', 'comment', 'noteAuthor'),
      fc.boolean(),
      async (deeds, asked, field, desc) => {
        for (const { change: said, rows, author } of deeds) {
          await say(
            notes,
            rows.map((row) => stored[row]?.event ?? event()),
            said,
            author,
          );
          for (const row of rows) note(cards[row] ?? assert.fail(), said, author);
        }
        const active = activeFilter(asked);
        const expected = stored
          .map(({ event: one }, row) => ({ one, row, card: cards[row] ?? assert.fail() }))
          .filter(({ one }) => one.original !== 3)
          .filter(({ row, card }) => holds(active, card, stored[row] ?? assert.fail()))
          .toSorted((a, b) => byTime(a.one, b.one));
        const found = await notes.query.rows(asked, [], 'UTC', never);
        assert.deepEqual(
          found.slice(0, 100),
          expected.map(({ row }) => row),
        );

        const counts = new Map<string | null, number>();
        for (const { card } of expected) {
          const texts = new Set(textsOf(card, field));
          for (const text of texts.size === 0 ? [null] : texts)
            counts.set(text, (counts.get(text) ?? 0) + 1);
        }
        const facet = await notes.query.facet(
          { filter: asked, zone: 'UTC', field, top: 100 },
          never,
        );
        assert.deepEqual(new Map(facet.values.map(({ value, count }) => [value, count])), counts);

        const histogram = await notes.query.histogram(
          { filter: asked, zone: 'UTC', unit: 'day', split: 'flagged' },
          never,
        );
        const flagged = histogram.buckets.reduce(
          (sum, { parts }) => sum + (parts?.['yes'] ?? 0),
          0,
        );
        assert.equal(flagged, expected.filter(({ card }) => card.flagged).length);

        const rank = (card: Card): number | string | null => {
          if (field === 'review') return reviewStates.findIndex((each) => each === card.review);
          if (field === 'flagged') return card.flagged ? 0 : 1;
          const texts = [...new Set(textsOf(card, field))];
          return texts.length === 0 ? null : texts.join(', ');
        };
        const sorted = await notes.query.rows(asked, [{ field, desc }], 'UTC', never);
        assert.deepEqual(
          sorted.slice(0, 100),
          expected
            .toSorted((a, b) => {
              const [left, right] = [rank(a.card), rank(b.card)];
              if (left === right) return 0;
              if (left === null || right === null) return left === null ? 1 : -1;
              return (left < right ? -1 : 1) * (desc ? -1 : 1);
            })
            .map(({ row }) => row),
        );
      },
    ),
    { numRuns: 300, seed: 4, endOnFailure: true },
  );
});
