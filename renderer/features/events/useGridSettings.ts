import { useEffect, useRef, useState } from 'react';

import type { JsonValue } from '../../../shared/event.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { fromSetting, gridSettingName, toSetting } from './gridSettings.ts';
import type { GridSettings } from './gridSettings.ts';

/** A drag of a column's edge is many widths: the last one is kept. */
const settleMs = 600;

/** The screen's layout, read once from the case and written back when it has settled. */
export function useGridSettings(
  bridge: Bridge,
  saved: JsonValue | undefined,
  isReadOnly: boolean,
): readonly [GridSettings, (change: Partial<GridSettings>) => void] {
  const [settings, setSettings] = useState(() => fromSetting(saved));
  const isChanged = useRef(false);
  useEffect(() => {
    if (!isChanged.current || isReadOnly) return undefined;
    const timer = window.setTimeout(() => {
      void bridge.call('setting.set', { name: gridSettingName, value: toSetting(settings) });
    }, settleMs);
    return () => window.clearTimeout(timer);
  }, [bridge, settings, isReadOnly]);
  return [
    settings,
    (change) => {
      isChanged.current = true;
      setSettings((before) => ({ ...before, ...change }));
    },
  ];
}
