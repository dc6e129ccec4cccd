import { fields } from '../../shared/field.ts';
import { fuzzyFind } from '../../shared/fuzzy.ts';
import type { SavedView } from '../../shared/savedView.ts';
import { shippedViewsOf } from '../../shared/shippedViews.ts';
import type { Product, ShippedView } from '../../shared/shippedViews.ts';
import { aroundSpans, timePresets } from '../../shared/timeRange.ts';
import type { TimePreset } from '../../shared/timeRange.ts';
import { isUsable, keyless, keys, regionKeys } from './keys.ts';
import type { Command } from './keys.ts';
import { writtenKey } from './pressKey.ts';
import type { WrittenKey } from './pressKey.ts';

/** What an entry of the list of commands does. */
export type PaletteDeed =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'press'; readonly key: WrittenKey }
  | { readonly kind: 'saved'; readonly view: SavedView }
  | { readonly kind: 'shipped'; readonly view: ShippedView }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'period'; readonly preset: TimePreset | null }
  | { readonly kind: 'around'; readonly event: string; readonly minutes: number }
  | { readonly kind: 'group' | 'split' | 'column'; readonly field: string }
  | { readonly kind: 'search'; readonly text: string };

export type PaletteEntry = {
  readonly id: string;
  readonly words: string;
  /** Where it belongs, said beside it. */
  readonly about: string;
  readonly key: string;
  readonly deed: PaletteDeed;
};

export type PaletteState = {
  readonly hasCase: boolean;
  readonly isReadOnly: boolean;
  readonly saved: readonly SavedView[];
  readonly products: readonly Product[];
  readonly zones: readonly string[];
  /** The event of the active row; null for none. */
  readonly activeEvent: string | null;
};

/** Entries on screen at once; whoever seeks more types more. */
const mostShown = 60;
/** Before so much is typed, what there are hundreds of stays out of the way. */
const leastTyped = 2;

/** What is offered for what was typed, the best first: everything that can be done now, each with its key. */
export function paletteEntries(state: PaletteState, typed: string): readonly PaletteEntry[] {
  const text = typed.trim();
  const many = text.length >= leastTyped && state.hasCase;
  const all = [
    ...commandEntries(state),
    ...(state.hasCase ? [...keyEntries(), ...viewEntries(state), ...timeEntries(state)] : []),
    ...(many ? [...fieldEntries(), ...zoneEntries(state.zones)] : []),
  ];
  const found = fuzzyFind(all, text, ({ words, about }) => `${words} ${about}`);
  return [...found.slice(0, mostShown), ...(many ? [searchEntry(text)] : [])];
}

function commandEntries(state: PaletteState): readonly PaletteEntry[] {
  const named = keyless.map((one) => ({ ...one, key: '' }));
  return [...keys, ...named]
    .filter(({ command }) => command !== 'commands' && isUsable(command, state))
    .map(({ command, words, key }) => ({
      id: `command ${command}`,
      words,
      about: '',
      key,
      deed: { kind: 'command', command },
    }));
}

function keyEntries(): readonly PaletteEntry[] {
  return regionKeys
    .filter(({ ownFocus }) => ownFocus !== true)
    .flatMap(({ region, keys: own }) =>
      own.flatMap(([written, words]): readonly PaletteEntry[] => {
        const key = writtenKey(written);
        if (key === null) return [];
        const id = `key ${region} ${written}`;
        return [{ id, words, about: region, key: written, deed: { kind: 'press', key } }];
      }),
    );
}

function viewEntries({ saved, products }: PaletteState): readonly PaletteEntry[] {
  return [
    ...saved
      .filter(({ view }) => view !== null)
      .map((view): PaletteEntry => ({
        id: `saved ${view.name}`,
        words: `View: ${view.name}`,
        about: 'saved in this case',
        key: '',
        deed: { kind: 'saved', view },
      })),
    ...shippedViewsOf(products).map((view): PaletteEntry => ({
      id: `shipped ${view.name}`,
      words: `View: ${view.name}`,
      about: view.about,
      key: '',
      deed: { kind: 'shipped', view },
    })),
  ];
}

function timeEntries({ activeEvent }: PaletteState): readonly PaletteEntry[] {
  const entry = (id: string, words: string, about: string, deed: PaletteDeed): PaletteEntry => ({
    id: `time ${id}`,
    words: `Time: ${words}`,
    about,
    key: '',
    deed,
  });
  return [
    ...timePresets.map((preset) =>
      entry(preset.name, preset.label, 'up to the newest event', { kind: 'period', preset }),
    ),
    entry('any', 'Any time', '', { kind: 'period', preset: null }),
    ...(activeEvent === null ? [] : aroundSpans).map(({ label, minutes }) =>
      entry(`around ${minutes}`, `${label} around the event`, activeEvent ?? '', {
        kind: 'around',
        event: activeEvent ?? '',
        minutes,
      }),
    ),
  ];
}

function fieldEntries(): readonly PaletteEntry[] {
  const entry = (
    kind: 'group' | 'split' | 'column',
    words: string,
    name: string,
    label: string,
  ): PaletteEntry => ({
    id: `${kind} ${name}`,
    words: `${words} ${label}`,
    about: name,
    key: '',
    deed: { kind, field: name },
  });
  return fields
    .filter(({ name }) => name !== 'target' && name !== 'before' && name !== 'after')
    .flatMap(({ name, label, kind }) => [
      entry('column', 'Show or hide the column', name, label),
      ...(kind === 'time' ? [] : [entry('group', 'Count the events by', name, label)]),
      ...(kind === 'text' ? [entry('split', 'Split the histogram by', name, label)] : []),
    ]);
}

function zoneEntries(zones: readonly string[]): readonly PaletteEntry[] {
  return zones.map((zone) => ({
    id: `zone ${zone}`,
    words: `Times in ${zone}`,
    about: 'time zone',
    key: '',
    deed: { kind: 'zone', zone },
  }));
}

function searchEntry(text: string): PaletteEntry {
  return {
    id: 'search',
    words: `Search the records for “${text}”`,
    about: 'filter',
    key: '',
    deed: { kind: 'search', text },
  };
}
