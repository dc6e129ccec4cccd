import type { JsonValue } from '../../../shared/event.ts';
import { findField } from '../../../shared/field.ts';

/** How the Events screen is laid out in a case: kept with the case, not with a view. */
export type GridSettings = {
  readonly widths: ReadonlyMap<string, number>;
  /** Null: as the user's settings have it. */
  readonly isRoomy: boolean | null;
  /** Of the panes beside the grid, in px; null as long as they were not moved. */
  readonly facetsWidth: number | null;
  readonly detailWidth: number | null;
  readonly isDetailOpen: boolean;
  readonly areFacetsOpen: boolean;
  readonly isHistogramOpen: boolean;
  /** The fields with values, in their order, and those that are open; null: as Casebook has them. */
  readonly facets: readonly string[] | null;
  readonly openFacets: readonly string[] | null;
};

export const gridSettingName = 'events screen';

/** Reads what `toSetting` wrote; anything else gives the defaults. */
export function fromSetting(setting: JsonValue | undefined): GridSettings {
  const read = entriesOf(setting);
  const widths = entriesOf(read.get('widths'));
  return {
    widths: new Map(
      [...widths].flatMap(([name, width]) => (typeof width === 'number' ? [[name, width]] : [])),
    ),
    isRoomy: booleanOf(read.get('isRoomy')),
    facetsWidth: widthOf(read.get('facetsWidth')),
    detailWidth: widthOf(read.get('detailWidth')),
    isDetailOpen: read.get('isDetailOpen') !== false,
    areFacetsOpen: read.get('areFacetsOpen') !== false,
    isHistogramOpen: read.get('isHistogramOpen') !== false,
    facets: namesOf(read.get('facets')),
    openFacets: namesOf(read.get('openFacets')),
  };
}

export function toSetting(settings: GridSettings): JsonValue {
  return {
    widths: Object.fromEntries(settings.widths),
    isRoomy: settings.isRoomy,
    facetsWidth: settings.facetsWidth,
    detailWidth: settings.detailWidth,
    isDetailOpen: settings.isDetailOpen,
    areFacetsOpen: settings.areFacetsOpen,
    isHistogramOpen: settings.isHistogramOpen,
    facets: settings.facets,
    openFacets: settings.openFacets,
  };
}

const booleanOf = (value: JsonValue | undefined): boolean | null =>
  typeof value === 'boolean' ? value : null;

/** Between what a pane can be narrowed to and the width of a very wide screen. */
function widthOf(value: JsonValue | undefined): number | null {
  return typeof value === 'number' && value >= 100 && value <= 4000 ? Math.round(value) : null;
}

/** Fields that are known by this name; null where none was chosen. */
function namesOf(value: JsonValue | undefined): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter(
    (name): name is string => typeof name === 'string' && findField(name) !== null,
  );
}

function entriesOf(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(Object.entries(value));
}
