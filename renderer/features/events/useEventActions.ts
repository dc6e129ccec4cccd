import { useState } from 'react';

import type { Output } from '../../../shared/contract.ts';
import type { EventRow } from '../../../shared/eventPage.ts';
import { toFailure } from '../../../shared/failure.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { excludeChanged, includeChanged } from '../../../shared/filterChanged.ts';
import { withTime } from '../../../shared/filterTree.ts';
import { rangeAround } from '../../../shared/timeRange.ts';
import type { View } from '../../../shared/view.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { linesOf } from './copiedRows.ts';
import type { CopiedRows } from './copiedRows.ts';
import { goTarget } from './goTarget.ts';
import { clickedFilter, includeAction } from './includeAction.ts';

export type CellClick = {
  readonly field: string;
  readonly value: string | null;
  /** The event's category: event names can repeat across categories. */
  readonly category: string | null;
};

export type EventActions = {
  /** What was last done, for the live region. */
  readonly said: string;
  readonly say: (words: string) => void;
  readonly copy: (text: string, what: string) => void;
  readonly copyRecord: (row: EventRow) => void;
  /** The records of several events as they were logged, or their references, one per line. */
  readonly copyRows: (rows: readonly (EventRow | null)[], what: CopiedRows) => void;
  readonly choose: (click: CellClick, isInclude: boolean) => void;
  readonly filterChanged: (path: string, isInclude: boolean) => void;
  /** Goes to an event wherever the view shows it; one that the filter hides is shown in the detail alone. */
  readonly showEvent: (event: string) => void;
  /** A view of every event whose record holds this text, whatever was filtered before. */
  readonly mention: (text: string) => void;
  /** Only what happened at most that many minutes before or after the event. */
  readonly around: (event: string, minutes: number) => void;
  readonly goToTarget: (target: string) => Promise<string | null>;
};

type Screen = {
  readonly bridge: Bridge;
  readonly view: View;
  readonly total: number;
  readonly changeFilter: (filter: Group) => void;
  readonly goTo: (row: number, event: string | null) => void;
  readonly onHidden: (event: string) => void;
};

/** What cells, detail pane and keys can do to the screen. Failures are said, not thrown: none of them loses work. */
export function useEventActions(screen: Screen): EventActions {
  const { bridge, view, changeFilter, goTo } = screen;
  const [said, say] = useState('');

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      say(toFailure(thrown).message);
    }
  };
  const write = async (text: string, what: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    say(`${what} copied`);
  };
  const find: Find = (target) => {
    const { filter, sort, zone } = view;
    return bridge.call('event.find', { filter, sort, zone, target });
  };

  return {
    said,
    say,
    copy: (text, what) => void attempt(() => write(text, what)),
    copyRecord: (row) =>
      void attempt(async () => {
        const { raw } = await bridge.call('event.show', { event: row.event });
        await write(raw, `Record ${row.event}, as it was logged,`);
      }),
    copyRows: (rows, what) =>
      void attempt(async () => {
        const lines = await linesOf(bridge, rows, what);
        if (lines === null) return say('Some of these events are still being read; nothing copied');
        const words = what === 'records' ? 'records, as they were logged,' : 'references';
        return write(lines.join('\n'), `${lines.length} ${words}`);
      }),
    choose: ({ field, value, category }, isInclude) =>
      void attempt(async () => {
        const isAction = field === 'action' && value !== null && isInclude;
        changeFilter(
          isAction
            ? await includeAction(bridge, view, value, category)
            : clickedFilter(view.filter, field, value, isInclude),
        );
      }),
    filterChanged: (path, isInclude) =>
      changeFilter((isInclude ? includeChanged : excludeChanged)(view.filter, path)),
    showEvent: (event) =>
      void attempt(async () => {
        const { row } = await find(event);
        if (row !== null) return goTo(row, event);
        screen.onHidden(event);
        say(`${event} is shown, though the filter hides it`);
        return undefined;
      }),
    mention: (text) => {
      changeFilter(makeGroup('all', [makeCondition('', 'search', [text])]));
      say(`Everything mentioning “${text}” · Alt+← goes back`);
    },
    around: (event, minutes) =>
      void attempt(async () => {
        const { times } = await bridge.call('event.show', { event });
        if (times.utc === null) return say(`${event} has no time that can be read`);
        const { from, to } = rangeAround(Date.parse(times.utc), minutes, view.zone);
        changeFilter(withTime(view.filter, from, to));
        return undefined;
      }),
    goToTarget: (text) => goToTarget(screen, text, find),
  };
}

type Find = (target: string) => Promise<Output<'event.find'>>;

/** Null once the row is there; else why it is not. */
async function goToTarget(
  { view, total, goTo }: Screen,
  text: string,
  find: Find,
): Promise<string | null> {
  const target = goTarget(text, view.zone, total);
  if (target.kind === 'row') {
    goTo(target.row, null);
    return null;
  }
  const found = await find(target.target);
  if (found.row === null) {
    return target.isReference
      ? `${text} is not among the events that this view shows.`
      : `No event of this view is at or after ${text}.`;
  }
  goTo(found.row, found.event);
  return null;
}
