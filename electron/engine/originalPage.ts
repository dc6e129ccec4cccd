import path from 'node:path';

import { assertNever } from '../../shared/failure.ts';
import type {
  OriginalGroup,
  OriginalGrouping,
  OriginalLine,
  OriginalPage,
  OriginalPageInput,
} from '../../shared/originalPage.ts';
import type { Original } from './evidence/evidence.ts';
import { originalInfo } from './originalInfo.ts';

type Line =
  | OriginalGroup
  | { readonly kind: 'file'; readonly original: Original; readonly depth: number };
type Made = {
  readonly lines: readonly Line[];
  readonly files: number;
  readonly groups: number;
  readonly first: Original | null;
};

/** The evidence files as lines: in the order in which they came, what a container held right below it, grouped as asked. */
export class OriginalPages {
  #of: readonly Original[] | null = null;
  #asked = '';
  #made: Made = { lines: [], files: 0, groups: 0, first: null };

  page(originals: readonly Original[], input: OriginalPageInput): OriginalPage {
    const { offset, limit, ...asked } = input;
    const key = JSON.stringify(asked);
    // A window asks for one page after the other: what they are pages of is made once.
    if (this.#of !== originals || this.#asked !== key) {
      this.#made = makeLines(originals, input);
      this.#of = originals;
      this.#asked = key;
    }
    const { lines, files, groups, first } = this.#made;
    return {
      total: lines.length,
      files,
      groups,
      lines: lines.slice(offset, offset + limit).map(told),
      first: first && originalInfo(first),
    };
  }
}

function told(line: Line): OriginalLine {
  return line.kind === 'group'
    ? line
    : { kind: 'file', info: originalInfo(line.original), depth: line.depth };
}

function makeLines(originals: readonly Original[], input: OriginalPageInput): Made {
  const matching = matches(input.search);
  const members = Map.groupBy(originals, ({ parent }) => parent);
  const groups = new Map<string, Original[]>();
  for (const original of members.get(null) ?? []) {
    const key = groupOf(original, input.grouping, members.get(original.id));
    const group = groups.get(key);
    if (group) group.push(original);
    else groups.set(key, [original]);
  }
  const lines: Line[] = [];
  let files = 0;
  let shownGroups = 0;
  for (const [key, given] of groups) {
    const inside: Extract<Line, { kind: 'file' }>[] = [];
    for (const original of given) {
      if (matching(original)) inside.push({ kind: 'file', original, depth: 0 });
      for (const member of members.get(original.id) ?? [])
        if (matching(member)) inside.push({ kind: 'file', original: member, depth: 1 });
    }
    if (inside.length === 0) continue;
    files += inside.length;
    shownGroups++;
    if (input.grouping === 'none') {
      for (const line of inside) lines.push(line);
      continue;
    }
    const isFolded = input.folded.all !== input.folded.but.includes(key);
    lines.push(
      groupLine(
        key,
        input.grouping,
        inside.map(({ original }) => original),
        isFolded,
      ),
    );
    if (!isFolded) for (const line of inside) lines.push(line);
  }
  return { lines, files, groups: shownGroups, first: worthLook(originals, matching) };
}

function worthLook(
  originals: readonly Original[],
  matching: (original: Original) => boolean,
): Original | null {
  const shown = originals.filter(matching);
  return (
    shown.find(({ records }) => records.rejected > 0) ??
    shown.find(({ interpretation }) => interpretation !== null) ??
    shown[0] ??
    null
  );
}

function matches(search: string): (original: Original) => boolean {
  const words = search
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return () => true;
  return ({ id, name, sha256, interpretation, warnings }) => {
    const label = interpretation?.mapping.label ?? '';
    const text = `${name} ${label} ${warnings.join(' ')}`.toLowerCase();
    return words.every((word) => {
      if (/^e\d+$/u.test(word)) return word === `e${id}`;
      return text.includes(word) || (/^[0-9a-f]{6,64}$/u.test(word) && sha256.startsWith(word));
    });
  };
}

function groupOf(
  original: Original,
  grouping: OriginalGrouping,
  members: readonly Original[] = [],
): string {
  switch (grouping) {
    case 'none':
      return '';
    case 'import':
      return String(original.importedSeq);
    case 'folder':
      return path.posix.dirname(original.givenAs.replaceAll('\\', '/'));
    case 'product': {
      const read = [original, ...members].find(({ interpretation }) => interpretation !== null);
      return read?.interpretation?.mapping.label ?? '';
    }
    default:
      return assertNever(grouping);
  }
}

function groupLine(
  key: string,
  grouping: OriginalGrouping,
  originals: readonly Original[],
  isFolded: boolean,
): OriginalGroup {
  const records = { total: 0, new: 0, duplicate: 0, conflicting: 0, rejected: 0 };
  let warnings = 0;
  for (const each of originals) {
    records.total += each.records.total;
    records.new += each.records.new;
    records.duplicate += each.records.duplicate;
    records.conflicting += each.records.conflicting;
    records.rejected += each.records.rejected;
    warnings += each.warnings.length;
  }
  const first = originals[0];
  return {
    kind: 'group',
    key,
    label: labelOf(key, grouping, first),
    at: grouping === 'import' ? (first?.importedAt ?? null) : null,
    files: originals.length,
    records,
    warnings,
    isFolded,
  };
}

function labelOf(key: string, grouping: OriginalGrouping, first: Original | undefined): string {
  if (grouping === 'import') return `by ${first?.importedBy ?? ''}`;
  if (grouping === 'folder') return key === '.' ? 'Without a folder' : key;
  return key === '' ? 'Without a product' : key;
}
