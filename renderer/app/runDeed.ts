import { assertNever } from '../../shared/failure.ts';
import { setSearch, withTime } from '../../shared/filterTree.ts';
import { rangeAround } from '../../shared/timeRange.ts';
import type { View } from '../../shared/view.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { shippedChange } from '../features/views/viewWords.ts';
import { useGroupingQuestion } from '../state/groupingQuestion.ts';
import { useSession } from '../state/session.ts';
import { useViewState } from '../state/view.ts';
import { chooseZone } from '../state/zone.ts';
import type { PaletteDeed } from './palette.ts';
import { pressInEvents } from './pressKey.ts';
import { runCommand } from './runCommand.ts';

/** Does what an entry of the list of commands says; what is about events is done on their screen, a zone is every screen's. */
export async function runDeed(bridge: Bridge, deed: PaletteDeed): Promise<void> {
  if (deed.kind === 'command') return runCommand(bridge, deed.command);
  if (deed.kind !== 'zone') useSession.setState({ screen: 'Events' });
  const { view, changeView } = useViewState.getState();
  switch (deed.kind) {
    case 'press':
      return pressInEvents(deed.key);
    case 'group':
      return useGroupingQuestion.setState({ field: deed.field });
    case 'saved':
      return deed.view.view === null ? undefined : changeView(deed.view.view);
    case 'shipped':
      return changeView(shippedChange(deed.view));
    case 'zone':
      return chooseZone(bridge, deed.zone);
    case 'period': {
      const newest = useSession.getState().caseInfo?.newest ?? null;
      const newestMs = newest === null ? 0 : Date.parse(newest);
      const range = deed.preset?.range({ zone: view.zone, newestMs }) ?? { from: null, to: null };
      return changeView({ filter: withTime(view.filter, range.from, range.to) });
    }
    case 'around': {
      const { times } = await bridge.call('event.show', { event: deed.event });
      if (times.utc === null) return undefined;
      const { from, to } = rangeAround(Date.parse(times.utc), deed.minutes, view.zone);
      return changeView({ filter: withTime(view.filter, from, to) });
    }
    case 'split':
      return changeView({ split: deed.field });
    case 'column':
      return changeView({ columns: toggled(view.columns, deed.field) });
    case 'search':
      return changeView({ filter: setSearch(view.filter, deed.text) });
    default:
      return assertNever(deed);
  }
}

function toggled(columns: View['columns'], field: string): View['columns'] {
  if (!columns.includes(field)) return [...columns, field];
  return columns.length === 1 ? columns : columns.filter((column) => column !== field);
}
