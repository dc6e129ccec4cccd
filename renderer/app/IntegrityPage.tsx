import type { CaseInfo } from '../../shared/caseInfo.ts';
import { everything, makeCondition, makeGroup } from '../../shared/filter.ts';
import type { Group } from '../../shared/filter.ts';
import { include } from '../../shared/filterClick.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { useNoteChanges } from '../features/events/useGeneration.ts';
import { IntegrityScreen } from '../features/integrity/IntegrityScreen.tsx';
import { NotesPanel } from '../features/notes/NotesPanel.tsx';

type Props = {
  readonly bridge: Bridge;
  readonly info: CaseInfo;
  readonly changes: number;
  readonly onVerified: () => void;
  readonly onShowEvents: (filter: Group) => void;
};

/** Whether the evidence is as it was, what was noted beside it, and the custody log. */
export function IntegrityPage({ bridge, info, changes, onVerified, onShowEvents }: Props) {
  const noteChanges = useNoteChanges(bridge);
  return (
    <IntegrityScreen bridge={bridge} info={info} generation={changes} onVerified={onVerified}>
      <NotesPanel
        bridge={bridge}
        caseName={info.name}
        isReadOnly={info.readOnly !== null}
        generation={changes + noteChanges}
        onShowNoted={() =>
          onShowEvents(makeGroup('all', [makeCondition('noteAuthor', 'exists', [])]))
        }
        onShowReview={(review) => onShowEvents(include(everything, 'review', review))}
        onShowEvent={(event) => onShowEvents(include(everything, 'event', event))}
      />
    </IntegrityScreen>
  );
}
