import { columnChange, groupField } from '../features/grid/columnIntent.ts';
import type { ColumnIntent } from '../features/grid/columnIntent.ts';
import { leastWidth, mostWidth } from '../features/grid/gridColumn.ts';
import type { GridColumn } from '../features/grid/gridColumn.ts';
import { useGroupingQuestion } from '../state/groupingQuestion.ts';
import type { EventsState } from './useEventsScreen.ts';

/** Asks by which field the events are counted; null puts the answer away. */
export function askGrouping(field: string | null): void {
  useGroupingQuestion.setState({ field });
}

/** Does with a column what its menu, a drag or a key asked for. */
export function changeColumn(screen: EventsState, column: GridColumn, intent: ColumnIntent): void {
  const { view, columns, settings } = screen;
  if (intent.kind === 'width') {
    const width = Math.min(mostWidth, Math.max(leastWidth, column.width + intent.by));
    return screen.changeSettings({ widths: new Map(settings.widths).set(column.name, width) });
  }
  if (intent.kind === 'group') {
    const field = groupField(column.name);
    return field === null
      ? screen.actions.say('Every event has a value of its own in this column')
      : askGrouping(field);
  }
  const change = columnChange(view, columns, column, intent);
  if (change !== null) screen.changeView(change);
  const isMoved = intent.kind === 'move' || intent.kind === 'moveTo';
  return isMoved ? screen.actions.say(`${column.label} moved`) : undefined;
}
