import { useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';

import type { Bridge } from '../bridge/bridge.ts';
import { droppedFiles } from '../bridge/files.ts';
import { newCase } from '../state/openCase.ts';
import { openImport, useSession } from '../state/session.ts';
import { proposedCaseName } from './proposedCaseName.ts';

type Props = {
  readonly bridge: Bridge;
  readonly onError: (error: unknown) => void;
  readonly children: ReactNode;
};

/** The window takes files wherever they are dropped: into the open case, or into a new one. */
export function DropTarget({ bridge, onError, children }: Props) {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  const move = (event: DragEvent, by: number): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const drop = async (transfer: DataTransfer): Promise<void> => {
    const files = await droppedFiles(transfer, bridge.kind === 'desktop' ? 'taken' : 'walked');
    const granted = await bridge.grant(files);
    if (granted.length === 0) return;
    const { caseInfo } = useSession.getState();
    if (caseInfo === null) {
      await newCase(bridge, proposedCaseName(files.map(({ path }) => path)), granted);
      return;
    }
    if (caseInfo.readOnly !== null) {
      useSession.setState({ notice: `Nothing can be imported: ${caseInfo.readOnly}` });
      return;
    }
    openImport(granted);
  };
  return (
    <div
      className={`window${isOver ? ' is-over' : ''}`}
      onDragEnter={(event) => move(event, 1)}
      onDragLeave={(event) => move(event, -1)}
      onDragOver={(event) => move(event, 0)}
      onDrop={(event) => {
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        drop(event.dataTransfer).catch(onError);
      }}
    >
      {children}
      {isOver && (
        <div className="drop-hint" aria-hidden>
          Drop to import as evidence. The files are only read.
        </div>
      )}
    </div>
  );
}
