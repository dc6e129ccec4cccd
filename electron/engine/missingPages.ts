import type { Missing } from '../../shared/missing.ts';
import type { Original } from './evidence/evidence.ts';
import type { OpenCase } from './openCase.ts';

/** Of more files nobody fetched each by hand. */
const lookedAt = 500;
/** Where so many say nothing of other pages, none does. */
const silent = 10;
const edgeBytes = 4096;
const mostNamed = 20;

/**
 * Pages of an API of which each says that another follows: the last ones are not in the case. Pages that a sync fetched are left
 * out, for it goes on by itself.
 */
export async function missingPages(
  open: OpenCase,
  originals: readonly Original[],
  signal: AbortSignal,
): Promise<readonly Missing[]> {
  const pages = originals.filter(
    ({ interpretation, fetched, bytes }) =>
      interpretation?.reader.name === 'json-wrapper' && fetched === null && bytes.decoded > 0,
  );
  const found: Missing[] = [];
  for (const ofSource of Map.groupBy(
    pages,
    ({ interpretation }) => interpretation?.mapping.source,
  ).values()) {
    if (ofSource.length > lookedAt) continue;
    const going: Original[] = [];
    let ends = false;
    for (const [at, page] of ofSource.entries()) {
      if (at === silent && going.length === 0 && !ends) break;
      if (at % 20 === 19) await new Promise(setImmediate);
      signal.throwIfAborted();
      const says = saysMore(open, page);
      if (says === true) going.push(page);
      else if (says === false) ends = true;
    }
    const [first] = going;
    if (!first || ends) continue;
    const called =
      going.length === 1 ? first.name : `${first.name} and ${going.length - 1} more pages`;
    found.push({
      rule: 'pages',
      words: `${called}: ${going.length === 1 ? 'the page says' : 'each says'} that another page follows, and none is the last: what follows is missing`,
      originals: going.slice(0, mostNamed).map(({ id }) => id),
    });
  }
  return found;
}

/** What a page says beside its list of records; null where it says nothing of other pages. */
function saysMore(open: OpenCase, { id, bytes }: Original): boolean | null {
  const { decoded } = bytes;
  const read = (from: number, length: number): string =>
    open.evidence.read(id, from, length).toString('utf8');
  const start = read(0, Math.min(edgeBytes, decoded));
  const end = decoded <= edgeBytes ? start : read(decoded - edgeBytes, edgeBytes);
  return moreFollows(
    `${start.slice(0, start.indexOf('['))}\n${end.slice(end.lastIndexOf(']') + 1)}`,
  );
}

/** A flag outranks a cursor, which some products give with their last page, too. */
export function moreFollows(beside: string): boolean | null {
  const flag = /"(?:hasMore|has_more|moreAvailable|more_available)"\s*:\s*(true|false)/u.exec(
    beside,
  )?.[1];
  if (flag !== undefined) return flag === 'true';
  const cursor =
    /"(?:nextCursor|next_cursor|nextPageToken|next_page_token|NextToken|nextToken|@odata\.nextLink|nextLink|next)"\s*:\s*(?:null|"([^"]*)")/u.exec(
      beside,
    );
  return cursor ? (cursor[1] ?? '') !== '' : null;
}
