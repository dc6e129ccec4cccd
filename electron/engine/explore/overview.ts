import { everything, makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import {
  auditPeriodOf,
  figures,
  periodFilter,
  secondVersionsOf,
} from '../../../shared/overview.ts';
import type { CountedFigure, Overview, OverviewInput } from '../../../shared/overview.ts';
import { timeEdgeOf } from '../../../shared/timeEdge.ts';
import type { Unsure } from '../../../shared/timeEdge.ts';
import { sourceOf } from '../import/adapters/sources.ts';
import { missingOf } from '../missing.ts';
import type { OpenCase } from '../openCase.ts';
import { coverageOf } from './coverage.ts';
import { purgesOf } from './purges.ts';

/** Of a bucket copy every file may have something to be told of. */
const mostFiles = 200;

/** What an auditor asks of a case first: what it covers, what is missing, and the numbers to begin with. */
export async function caseOverview(
  open: OpenCase,
  { zone }: OverviewInput,
  signal: AbortSignal,
): Promise<Overview> {
  const { query } = open;
  const period = auditPeriodOf(open.notes.settings());
  const within = period === null ? everything : periodFilter(period, zone);
  const both = (filter: Group): Group => makeGroup('all', [...within.items, ...filter.items]);
  const counted = async (filter: Group) => ({
    filter,
    count: await query.count(filter, zone, signal),
  });
  const withVersions = async (filter: Group) => ({
    ...(await counted(filter)),
    versions: await counted(secondVersionsOf(filter)),
  });
  const told: CountedFigure[] = [];
  for (const figure of figures)
    told.push({ ...figure, ...(await withVersions(both(figure.filter))) });
  // Days need no newest event to count from.
  const edge =
    period === null
      ? null
      : timeEdgeOf(within, await unsureTimes(open, signal), { zone, newestMs: 0 });
  const outside = edge?.outside ?? null;
  const inside = edge?.inside ?? null;
  const untimed = makeGroup('none', [makeCondition('occurredAt', 'exists', [])]);
  const timed = makeCondition('occurredAt', 'exists', []);
  return {
    zone,
    period,
    events: await query.count(everything, zone, signal),
    counted: await withVersions(within),
    outside:
      period === null
        ? null
        : await counted(makeGroup('all', [timed, makeGroup('none', [within])])),
    couldBeInside: outside && (await counted(makeGroup('all', [outside]))),
    couldBeOutside: inside && (await counted(both(makeGroup('all', [inside])))),
    withoutTime: await counted(makeGroup('all', [untimed])),
    figures: told,
    products: await coverageOf(open, zone, signal),
    purges: await purgesOf(open, zone, signal),
    files: filesOf(open),
    missing: await missingOf(open, signal),
    hidden: hiddenOf(open),
  };
}

async function unsureTimes({ query }: OpenCase, signal: AbortSignal): Promise<Unsure> {
  const valuesOf = async (field: string): Promise<ReadonlySet<string | null>> => {
    const input = { filter: everything, zone: 'UTC', field, top: 10 };
    return new Set((await query.facet(input, signal)).values.map(({ value }) => value));
  };
  const precisions = await valuesOf('precision');
  return {
    assumedZone: (await valuesOf('zoneSource')).has('assumed'),
    minute: precisions.has('minute'),
    day: precisions.has('day'),
  };
}

function filesOf(open: OpenCase): Overview['files'] {
  return open.evidence
    .originals()
    .filter(
      ({ warnings, records, aside }) =>
        warnings.length > 0 || records.rejected > 0 || aside !== null,
    )
    .slice(0, mostFiles)
    .map(({ id, name, warnings, records, aside }) => ({
      original: id,
      name,
      warnings,
      rejected: records.rejected,
      aside,
    }));
}

function hiddenOf(open: OpenCase): Overview['hidden'] {
  return open.info().sources.flatMap(({ source, label }) => {
    const about = sourceOf(source)?.definition.about;
    if (!about || about.hides.length + about.cannotTell.length === 0) return [];
    return [{ label, hides: about.hides, cannotTell: about.cannotTell }];
  });
}
