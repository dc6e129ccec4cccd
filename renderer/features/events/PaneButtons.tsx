import { ChartColumn, PanelLeft, PanelRight } from 'lucide-react';

import { IconButton } from '../../ui/IconButton.tsx';
import type { GridSettings } from './gridSettings.ts';

type Props = {
  readonly settings: GridSettings;
  readonly onChange: (change: Partial<GridSettings>) => void;
  readonly isDetailOpen: boolean;
  readonly onDetail: (isOpen: boolean) => void;
};

/** What stands around the grid: values, histogram, detail. */
export function PaneButtons({ settings, onChange, isDetailOpen, onDetail }: Props) {
  const { areFacetsOpen, isHistogramOpen } = settings;
  return (
    <>
      <IconButton
        label="Show values"
        icon={<PanelLeft size={15} />}
        aria-pressed={areFacetsOpen}
        onClick={() => onChange({ areFacetsOpen: !areFacetsOpen })}
      />
      <IconButton
        label="Show histogram"
        icon={<ChartColumn size={15} />}
        title="Show histogram (Shift+H)"
        aria-pressed={isHistogramOpen}
        onClick={() => onChange({ isHistogramOpen: !isHistogramOpen })}
      />
      <IconButton
        label="Show detail"
        icon={<PanelRight size={15} />}
        aria-pressed={isDetailOpen}
        onClick={() => onDetail(!isDetailOpen)}
      />
    </>
  );
}
