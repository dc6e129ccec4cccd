/** The audit-log APIs of `resources/sync/` as their documentation says that they answer; each over the same kind of log. */
export type LogRecord = Readonly<Record<string, unknown>>;
/** A record, and its time in microseconds since 1970: some servers keep more digits than they show. */
export type Entry = { readonly id: number; readonly micros: number; readonly record: LogRecord };

export type StyleAnswer = {
  readonly value: unknown;
  readonly link?: string;
};
export type ApiStyle = {
  readonly name: string;
  /** The source that its records are recognised as. */
  readonly product: string;
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
  /** The header that carries the secret, as it must be. */
  readonly authorization: (secret: string) => readonly [name: string, value: string];
  readonly record: (id: number, micros: number) => LogRecord;
  /** `log` is in order of time, oldest first. */
  readonly answer: (query: URLSearchParams, log: readonly Entry[], self: URL) => StyleAnswer;
  /** The list in an answer, to be given in another order. */
  readonly items: (value: unknown) => unknown[];
};

const iso = (micros: number): string => new Date(Math.floor(micros / 1000)).toISOString();
const uuid = (id: number): string => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
const bearer = (secret: string): readonly [string, string] => ['authorization', `Bearer ${secret}`];

function linkTo(self: URL, changes: Readonly<Record<string, string>>): string {
  const next = new URL(self);
  for (const [name, value] of Object.entries(changes)) next.searchParams.set(name, value);
  return `<${next.href}>; rel="next"`;
}

/** A page that begins after an opaque place in the log, which is an entry's place in order. */
function pageAfter(
  log: readonly Entry[],
  place: string | null,
  limit: number,
): { readonly page: readonly Entry[]; readonly last: string } {
  const from = place === null ? 0 : log.findIndex(({ id }) => `c${id}` === place) + 1;
  const page = log.slice(from, from + limit);
  return { page, last: `c${page.at(-1)?.id ?? ''}` };
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const member =
  (name: string) =>
  (value: unknown): unknown[] =>
    asList(typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

const github: ApiStyle = {
  name: 'github',
  product: 'github',
  path: '/orgs/acme/audit-log',
  values: { scope: 'orgs/acme' },
  authorization: bearer,
  record: (id, micros) => ({
    '@timestamp': Math.floor(micros / 1000),
    _document_id: `doc${id}`,
    action: id % 3 === 0 ? 'repo.create' : 'org.add_member',
    actor: `user-${id % 7}`,
    actor_id: id % 7,
    actor_ip: '203.0.113.7',
    created_at: Math.floor(micros / 1000),
    org: 'acme',
    org_id: 1,
    ...(id % 3 === 0 ? { repo: `acme/repo-${id}`, visibility: 'private' } : { user: `new-${id}` }),
  }),
  answer(query, log, self) {
    const since = /^created:>=(.+)$/u.exec(query.get('phrase') ?? '')?.[1];
    const wanted =
      since === undefined ? log : log.filter(({ micros }) => micros >= Date.parse(since) * 1000);
    const { page, last } = pageAfter(
      wanted,
      query.get('after'),
      Math.min(20, Number(query.get('per_page'))),
    );
    const isLast = page.length === 0 || page.at(-1)?.id === wanted.at(-1)?.id;
    return {
      value: page.map(({ record }) => record),
      ...(!isLast && { link: linkTo(self, { after: last }) }),
    };
  },
  items: asList,
};

const okta: ApiStyle = {
  name: 'okta',
  product: 'okta',
  path: '/api/v1/logs',
  values: {},
  authorization: (secret) => ['authorization', `SSWS ${secret}`],
  record: (id, micros) => ({
    actor: {
      id: `00u${id % 5}`,
      type: 'User',
      alternateId: `user${id % 5}@example.com`,
      displayName: `User ${id % 5}`,
    },
    client: { userAgent: { rawUserAgent: 'Mozilla/5.0' }, ipAddress: '203.0.113.4' },
    displayMessage: 'User login to Okta',
    eventType: 'user.session.start',
    outcome: { result: id % 4 === 0 ? 'FAILURE' : 'SUCCESS', reason: null },
    published: iso(micros),
    severity: 'INFO',
    uuid: uuid(id),
    version: '0',
    target: [{ id: `app${id % 3}`, type: 'AppInstance', displayName: `App ${id % 3}` }],
  }),
  answer(query, log, self) {
    const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z') * 1000;
    const wanted = log.filter(({ micros }) => micros >= since);
    const limit = Math.min(20, Number(query.get('limit')));
    const { page, last } = pageAfter(wanted, query.get('after'), limit);
    // Okta's link never ends
    const place = page.length === 0 ? (query.get('after') ?? '') : last;
    return { value: page.map(({ record }) => record), link: linkTo(self, { after: place }) };
  },
  items: asList,
};

const slack: ApiStyle = {
  name: 'slack',
  product: 'slack',
  path: '/audit/v1/logs',
  values: {},
  authorization: bearer,
  record: (id, micros) => ({
    id: uuid(id),
    date_create: Math.floor(micros / 1_000_000),
    action: 'user_login',
    actor: {
      type: 'user',
      user: { id: `W${id % 9}`, name: `U${id % 9}`, email: `u${id % 9}@example.com` },
    },
    entity: { type: 'workspace', workspace: { id: 'T1', name: 'W', domain: 'w' } },
    context: {
      location: { type: 'enterprise', id: 'E1', name: 'Acme', domain: 'acme' },
      ua: 'Mozilla/5.0',
      ip_address: '203.0.113.9',
    },
  }),
  answer(query, log) {
    const oldest = Number(query.get('oldest') ?? 0);
    const wanted = log
      .filter(({ micros }) => Math.floor(micros / 1_000_000) >= oldest)
      .toReversed();
    const limit = Math.min(25, Number(query.get('limit')));
    const { page, last } = pageAfter(wanted, query.get('cursor'), limit);
    const isLast = page.length === 0 || page.at(-1)?.id === wanted.at(-1)?.id;
    return {
      value: {
        entries: page.map(({ record }) => record),
        response_metadata: { next_cursor: isLast ? '' : last },
      },
    };
  },
  items: member('entries'),
};

const auth0: ApiStyle = {
  name: 'auth0',
  product: 'auth0',
  path: '/api/v2/logs',
  values: {},
  authorization: bearer,
  record: (id, micros) => ({
    date: iso(micros),
    type: id % 5 === 0 ? 'f' : 's',
    description: '',
    client_id: 'AbC',
    ip: '203.0.113.5',
    user_agent: 'Chrome 120',
    user_id: `auth0|${id % 6}`,
    user_name: `jo${id % 6}@example.com`,
    log_id: `9002${String(id).padStart(16, '0')}`,
  }),
  answer(query, log) {
    const byId = log.toSorted((a, b) => a.id - b.id);
    const from = query.get('from');
    if (from !== null) {
      const after = byId.filter(({ record }) => String(record['log_id']) > from);
      return {
        value: after.slice(0, Math.min(30, Number(query.get('take')))).map(({ record }) => record),
      };
    }
    const since = /^date:\[(.+) TO \*\]$/u.exec(query.get('q') ?? '')?.[1];
    const wanted =
      since === undefined ? log : log.filter(({ micros }) => micros >= Date.parse(since) * 1000);
    return { value: wanted.slice(0, 30).map(({ record }) => record) };
  },
  items: asList,
};

const atlassian: ApiStyle = {
  name: 'atlassian',
  product: 'atlassian-cloud',
  path: '/admin/v1/orgs/o1/events-stream',
  values: { org: 'o1' },
  authorization: bearer,
  record: (id, micros) => ({
    id: uuid(id),
    type: 'events',
    attributes: {
      time: iso(micros),
      action: 'user_added_to_group',
      actor: { id: `a${id % 4}`, name: `Admin ${id % 4}`, email: `a${id % 4}@example.com` },
      context: [{ id: `g${id % 8}`, type: 'groups', attributes: { name: `group-${id % 8}` } }],
      container: [{ id: 's1', type: 'sites', attributes: { siteName: 'e' } }],
      location: { ip: '203.0.113.8' },
    },
    message: { content: 'Added', format: 'simple' },
  }),
  answer(query, log) {
    const from = Number(query.get('from') ?? 0) * 1000;
    const wanted = log.filter(({ micros }) => micros >= from);
    const { page, last } = pageAfter(wanted, query.get('cursor'), 20);
    return {
      value: {
        data: page.map(({ record }) => record),
        meta: { next: page.length === 0 ? query.get('cursor') : last, page_size: 20 },
        links: {},
      },
    };
  },
  items: member('data'),
};

const gitlab: ApiStyle = {
  name: 'gitlab',
  product: 'gitlab',
  path: '/api/v4/groups/42/audit_events',
  values: { scope: 'groups/42/audit_events' },
  authorization: (secret) => ['private-token', secret],
  record: (id, micros) => ({
    id,
    author_id: id % 5,
    entity_id: 42,
    entity_type: 'Group',
    event_name: 'member_updated',
    details: {
      change: 'access_level',
      from: 'Guest',
      to: 'Developer',
      author_name: `A${id % 5}`,
      target_id: id,
      target_type: 'User',
      target_details: `u${id}`,
      ip_address: '203.0.113.3',
      entity_path: 'acme',
    },
    created_at: iso(micros),
  }),
  answer(query, log, self) {
    const after = Date.parse(query.get('created_after') ?? '1970-01-01T00:00:00Z') * 1000;
    const wanted = log.filter(({ micros }) => micros >= after).toReversed();
    const { page, last } = pageAfter(wanted, query.get('cursor'), 20);
    const isLast = page.length === 0 || page.at(-1)?.id === wanted.at(-1)?.id;
    return {
      value: page.map(({ record }) => record),
      ...(!isLast && { link: linkTo(self, { cursor: last }) }),
    };
  },
  items: asList,
};

const arcane: ApiStyle = {
  name: 'arcane',
  product: 'arcane',
  path: '/v1/organisations/o1/audit-logs',
  values: { scope: 'organisations/o1' },
  authorization: bearer,
  record: (id, micros) => ({
    id: uuid(id),
    createdAt: iso(micros),
    action: 'datasource.deleted',
    actorId: `u${id % 5}`,
    actorType: 'user',
    resourceType: 'datasource',
    resourceId: `d${id}`,
    metadata: {},
    beforeState: { name: `d${id}` },
    afterState: null,
    organisationId: 'o1',
    projectId: null,
  }),
  answer(query, log) {
    const limit = Math.min(1000, Number(query.get('limit')));
    const cursor = query.get('cursor');
    // to the microsecond before a time that was cut to the millisecond
    const before = cursor === null ? Infinity : Date.parse(cursor) * 1000;
    const wanted = log.filter(({ micros }) => micros < before).toReversed();
    const page = wanted.slice(0, limit);
    const last = page.at(-1);
    return {
      value: {
        data: page.map(({ record }) => record),
        nextCursor: last === undefined ? null : iso(last.micros),
        hasMore: wanted.length > page.length,
        limit,
      },
    };
  },
  items: member('data'),
};

const kore: ApiStyle = {
  name: 'kore',
  product: 'kore-admin-console',
  path: '/api/public/auditlogs',
  values: {},
  authorization: (secret) => ['auth', secret],
  record: (id, micros) => ({
    timestampValue: Math.floor(micros / 1000),
    'Date/Time': iso(micros),
    Description: `User logged out at ${id} from 127.0.0.1 via web`,
    Name: 'Logout',
    Category: 'Login/Logout',
    AuditLogId: `5e10c62c${String(id).padStart(16, '0')}`,
  }),
  answer(query, log) {
    const from = Number(query.get('fromDate') ?? 0) * 1000;
    const wanted = shuffledTies(log.filter(({ micros }) => micros >= from).toReversed());
    const offset = Number(query.get('offset'));
    const size = Number(query.get('size'));
    const page = wanted.slice(offset, offset + size);
    return {
      value: {
        total: wanted.length,
        auditlogs: page.map(({ record }) => record),
        moreAvailable: offset + size < wanted.length,
      },
    };
  },
  items: member('auditlogs'),
};

/** No tie-break: rows of one millisecond come in another order at each request. */
function shuffledTies(log: readonly Entry[]): readonly Entry[] {
  const order = new Map(log.map((entry) => [entry, Math.random()]));
  return log.toSorted(
    (a, b) =>
      Math.floor(b.micros / 1000) - Math.floor(a.micros / 1000) ||
      (order.get(a) ?? 0) - (order.get(b) ?? 0),
  );
}

export const apiStyles: readonly ApiStyle[] = [
  github,
  okta,
  slack,
  auth0,
  atlassian,
  gitlab,
  arcane,
  kore,
];
