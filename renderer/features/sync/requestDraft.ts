import type { ApiRequest, Paging } from '../../../shared/syncApi.ts';

/** What is asked of an API that is not described, as it is being filled in. */
export type RequestDraft = {
  readonly path: string;
  /** Lines `name=value`. */
  readonly query: string;
  /** Lines `Name: value`. */
  readonly headers: string;
  readonly items: string;
  readonly time: string;
  readonly timeUnit: ApiRequest['timeUnit'];
  /** Lines `name=value` with `{since}` in one. */
  readonly since: string;
  readonly paging: 'none' | 'link' | 'cursor' | 'number' | 'time';
  readonly pagingAt: string;
  readonly pagingQuery: string;
  readonly pageSize: string;
};

export const emptyRequest: RequestDraft = {
  path: '',
  query: '',
  headers: 'Accept: application/json\nAuthorization: Bearer {secret}',
  items: '',
  time: '',
  timeUnit: 'iso',
  since: '',
  paging: 'link',
  pagingAt: '',
  pagingQuery: '',
  pageSize: '1',
};

const overlapMinutes = 30;

export function requestDraftOf(request: ApiRequest): RequestDraft {
  const { paging } = request;
  const kind = paging.kind === 'after' ? 'cursor' : paging.kind;
  return {
    path: request.path,
    query: lines(request.query, '='),
    headers: lines(request.headers, ': '),
    items: request.items,
    time: request.time ?? '',
    timeUnit: request.timeUnit,
    since: lines(request.since, '='),
    paging: kind,
    pagingAt: 'at' in paging ? paging.at : '',
    pagingQuery: 'query' in paging ? paging.query : '',
    pageSize: paging.kind === 'number' ? String(paging.step) : '1',
  };
}

/** Throws Error in words where a line cannot be read. */
export function requestOf(draft: RequestDraft): ApiRequest {
  const time = draft.time.trim();
  return {
    path: draft.path.trim(),
    query: parsed(draft.query, '=', 'Parameters'),
    headers: parsed(draft.headers, ':', 'Headers'),
    items: draft.items.trim(),
    time: time === '' ? null : time,
    timeUnit: draft.timeUnit,
    since: parsed(draft.since, '=', 'Only from a time on'),
    sinceUnit: draft.timeUnit,
    paging: pagingOf(draft),
    overlapMinutes,
  };
}

function pagingOf(draft: RequestDraft): Paging {
  const query = draft.pagingQuery.trim();
  const at = draft.pagingAt.trim();
  switch (draft.paging) {
    case 'none':
      return { kind: 'none' };
    case 'link':
      return { kind: 'link' };
    case 'cursor':
      return { kind: 'cursor', at, query };
    case 'number': {
      const step = Number(draft.pageSize);
      return { kind: 'number', query, first: step === 1 ? 1 : 0, step };
    }
    case 'time':
      return { kind: 'time', at, query, limit: 'limit', most: 1000 };
    default:
      throw new Error(`unknown paging ${String(draft.paging satisfies never)}`);
  }
}

function lines(pairs: Readonly<Record<string, string>>, separator: string): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name}${separator}${value}`)
    .join('\n');
}

function parsed(
  text: string,
  separator: string,
  where: string,
): Readonly<Record<string, string>> & Record<string, string> {
  const pairs = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): [string, string] => {
      const at = line.indexOf(separator);
      if (at <= 0)
        throw new Error(`${where}: "${line.trim()}" has no ${separator} between name and value`);
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
  return Object.fromEntries(pairs);
}
