import { assertNever } from '../../../shared/failure.ts';
import type { Condition, FilterNode, Group } from '../../../shared/filter.ts';
import { activeFilter } from '../../../shared/filterNormal.ts';
import type { Segment } from '../columns/segment.ts';
import type { RecordReader } from '../recordReader.ts';
import { codedLeaf, isPlaceField, placeLeaf, recordLeaf, searchLeaf, timeLeaf } from './leaf.ts';
import type { AskedRow, Bound, Leaf, LeafContext } from './leaf.ts';
import { fieldOf } from './matchesEvent.ts';
import type { Pace } from './pace.ts';
import { either, makeSelection, none, partOf, without } from './selection.ts';
import type { SegmentPart, SegmentRows, Selection } from './selection.ts';

/** A filter, ready to be asked. */
type Node =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'group'; readonly join: Group['join']; readonly items: readonly Node[] };

/**
 * Which rows fulfil a filter. Columns decide what they can, segment by segment, as an upper and a lower bound; only rows
 * between the two are read from the evidence, and asked with the same tests. What was found out of a segment is kept, so that
 * the first rows of a view can be had before the others, and the others go on from there.
 */
export class Evaluation {
  readonly #filter: Group;
  readonly #records: RecordReader;
  readonly #aside: ReadonlySet<number>;
  readonly #context: Omit<LeafContext, 'pace'>;
  readonly #parts = new Map<Segment, SegmentPart>();
  #tree: Node | null = null;

  constructor(
    filter: Group,
    records: RecordReader,
    aside: ReadonlySet<number>,
    context: Omit<LeafContext, 'pace'>,
  ) {
    this.#filter = activeFilter(filter);
    this.#records = records;
    this.#aside = aside;
    this.#context = context;
  }

  /** All of them. Throws the signal's reason (`pace`) once it is aborted, `bad-filter` for what cannot be asked. */
  async whole(pace: Pace): Promise<Selection> {
    const parts: SegmentPart[] = [];
    for (const segment of this.#context.index.segments) parts.push(await this.part(segment, pace));
    return makeSelection(parts);
  }

  /** Those of one segment; throws as `whole` does. */
  async part(segment: Segment, pace: Pace): Promise<SegmentPart> {
    const known = this.#parts.get(segment);
    if (known) return known;
    if (pace.due()) await pace.rest();
    const tree = await this.#compiled(pace);
    const part = partOf(segment, await this.#rowsOf(tree, segment, pace));
    this.#parts.set(segment, part);
    return part;
  }

  /** Whether columns alone decide about a segment, or it was decided about already. */
  async isQuick(segment: Segment, pace: Pace): Promise<boolean> {
    return this.#parts.has(segment) || certain(await this.#compiled(pace), segment);
  }

  /** Asks a segment's rows one by one, for who needs a few of them only: reads no record but those asked for. */
  async asker(segment: Segment, pace: Pace): Promise<(at: number) => boolean> {
    const tree = await this.#compiled(pace);
    const context = { ...this.#context, pace };
    const most = run(tree, segment, withoutAside(segment, this.#aside, context), 'most');
    const least = run(tree, segment, most, 'least');
    const marks = new Uint8Array(segment.rows);
    for (const [rows, mark] of [
      [most, 1],
      [least, 2],
    ] as const) {
      if (rows === null) marks.fill(mark);
      else for (const at of rows) marks[at] = mark;
    }
    return (at) =>
      marks[at] === 2 || (marks[at] === 1 && holds(tree, rowAt(segment, at, this.#records)));
  }

  async #compiled(pace: Pace): Promise<Node> {
    return (this.#tree ??= await compile(this.#filter, { ...this.#context, pace }));
  }

  async #rowsOf(tree: Node, segment: Segment, pace: Pace): Promise<SegmentRows> {
    const context = { ...this.#context, pace };
    const most = run(tree, segment, withoutAside(segment, this.#aside, context), 'most');
    if (certain(tree, segment)) return most;
    const least = run(tree, segment, most, 'least');
    const open = without(segment, most, least);
    return either(segment, least, await asked(tree, segment, open, this.#records, context));
  }
}

function withoutAside(
  segment: Segment,
  aside: ReadonlySet<number>,
  { coded, time }: LeafContext,
): SegmentRows {
  if (aside.size === 0) return null;
  const column = coded.field('original', time.zone)?.column(segment);
  if (!column) throw new Error('no column of originals');
  const { base, values } = column;
  if (values === null) return aside.has(base) ? none : null;
  const rows: number[] = [];
  for (let at = 0; at < segment.rows; at++) if (!aside.has(values[at] ?? 0)) rows.push(at);
  return rows.length === segment.rows ? null : Uint16Array.from(rows);
}

async function asked(
  tree: Node,
  segment: Segment,
  rows: SegmentRows,
  records: RecordReader,
  { pace }: LeafContext,
): Promise<Uint16Array> {
  const found: number[] = [];
  const total = rows ? rows.length : segment.rows;
  for (let i = 0; i < total; i++) {
    const at = rows ? (rows[i] ?? 0) : i;
    if (holds(tree, rowAt(segment, at, records))) found.push(at);
    if (pace.due()) await pace.rest();
  }
  return Uint16Array.from(found);
}

function rowAt(segment: Segment, at: number, records: RecordReader): AskedRow {
  let read: ReturnType<RecordReader['read']> | null = null;
  return { segment, at, record: () => (read ??= records.read(segment.firstRow + at)) };
}

async function compile(node: FilterNode, context: LeafContext): Promise<Node> {
  if (node.kind === 'condition') return compileCondition(node, context);
  const items: Node[] = [];
  for (const item of node.items) items.push(await compile(item, context));
  // Those that columns answer first, so that a record is read only where they leave it open.
  const first = context.index.segments[0];
  if (first) items.sort((a, b) => Number(certain(b, first)) - Number(certain(a, first)));
  return { kind: 'group', join: node.join, items };
}

async function compileCondition(condition: Condition, context: LeafContext): Promise<Node> {
  if (condition.op === 'search')
    return { kind: 'leaf', leaf: await searchLeaf(condition, context) };
  const field = fieldOf(condition);
  if (field.kind === 'time') return { kind: 'leaf', leaf: timeLeaf(condition, context.time) };
  if (isPlaceField(field.name)) return { kind: 'leaf', leaf: placeLeaf(condition, field) };
  const names = field.anyOf ?? [field.name];
  const leaves: Leaf[] = [];
  for (const name of names) {
    await context.coded.prepare(name, context.pace);
    const coded = context.coded.field(name, context.time.zone);
    if (!coded) return { kind: 'leaf', leaf: recordLeaf(condition, context) };
    leaves.push(await codedLeaf({ ...condition, field: name }, { ...field, name }, coded, context));
  }
  const items = leaves.map((leaf) => ({ kind: 'leaf', leaf }) as const);
  const [only] = items;
  if (only && items.length === 1) return only;
  // A negative condition on several fields holds when it holds on each of them.
  return { kind: 'group', join: isNegative(condition) ? 'all' : 'any', items };
}

const isNegative = ({ op }: Condition): boolean =>
  op === 'isNot' || op === 'notIn' || op === 'notContains' || op === 'notMatches';

function certain(node: Node, segment: Segment): boolean {
  return node.kind === 'leaf'
    ? node.leaf.certain(segment)
    : node.items.every((item) => certain(item, segment));
}

function run(node: Node, segment: Segment, rows: SegmentRows, bound: Bound): SegmentRows {
  if (rows !== null && rows.length === 0) return rows;
  if (node.kind === 'leaf') return node.leaf.filter(segment, rows, bound);
  if (node.items.length === 0) return rows;
  switch (node.join) {
    case 'all': {
      let left = rows;
      for (const item of node.items) left = run(item, segment, left, bound);
      return left;
    }
    case 'any':
      return anyOf(node.items, segment, rows, bound);
    case 'none':
      return without(
        segment,
        rows,
        anyOf(node.items, segment, rows, bound === 'most' ? 'least' : 'most'),
      );
    default:
      return assertNever(node.join);
  }
}

function anyOf(
  items: readonly Node[],
  segment: Segment,
  rows: SegmentRows,
  bound: Bound,
): SegmentRows {
  let found: SegmentRows = none;
  let left = rows;
  for (const item of items) {
    const hits = run(item, segment, left, bound);
    if (hits === left) return rows;
    found = either(segment, found, hits);
    left = without(segment, left, hits);
    if (left !== null && left.length === 0) return rows;
  }
  return found;
}

function holds(node: Node, row: AskedRow): boolean {
  if (node.kind === 'leaf') return node.leaf.holds(row);
  if (node.items.length === 0) return true;
  switch (node.join) {
    case 'all':
      return node.items.every((item) => holds(item, row));
    case 'any':
      return node.items.some((item) => holds(item, row));
    case 'none':
      return !node.items.some((item) => holds(item, row));
    default:
      return assertNever(node.join);
  }
}
