import { useState } from 'react';
import type { ReactNode } from 'react';
import { Panel } from 'react-resizable-panels';

type Props = {
  readonly id: string;
  /** In px, as it was left. */
  readonly width: number;
  readonly least: number;
  /** Of the window's width. */
  readonly most: `${number}%`;
  readonly onWidth: (px: number) => void;
  readonly children: ReactNode;
};

/** A pane beside the grid whose width is kept. What it starts with stays its start while it is open: a drag is not answered by another. */
export function KeptPanel({ id, width, least, most, onWidth, children }: Props) {
  const [start] = useState(`${width}px`);
  return (
    <Panel
      id={id}
      defaultSize={start}
      minSize={`${least}px`}
      maxSize={most}
      groupResizeBehavior="preserve-pixel-size"
      onResize={({ inPixels }, _id, before) => {
        // The first size that it is told is the one that it was given.
        if (before !== undefined && Math.abs(inPixels - before.inPixels) >= 1) {
          onWidth(Math.round(inPixels));
        }
      }}
    >
      {children}
    </Panel>
  );
}
