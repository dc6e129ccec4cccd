import { X } from 'lucide-react';
import { useState } from 'react';

import type { HostInfo } from '../../../shared/host.ts';
import type { Preview } from '../../../shared/importResult.ts';
import { readerWords } from '../../../shared/readerWords.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { CutText } from '../../ui/CutText.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { countWords, numberWords, sizeWords } from '../../ui/words.ts';
import { FilePlan } from './FilePlan.tsx';
import type { PreviewState } from './importPlan.ts';
import { fileCount, firstOpen, previewKey, wishOf } from './importPlan.ts';
import { nameParts, planGroups } from './planGroups.ts';
import type { PlannedContent } from './planGroups.ts';
import type { LivePlan } from './usePlan.ts';

type Props = {
  readonly bridge: Bridge;
  readonly hostKind: HostInfo['kind'];
  readonly live: LivePlan;
};

/** Files of a folder that the engine looks at before an import. */
const lookedAt = 200;
/** So many are listed one below the other; more are put together by what they need and what they are. */
const fewContents = 12;

/** Every content that was found, what it is taken for, and the one that is looked at. */
export function PlanReview({ bridge, hostKind, live }: Props) {
  const { plan } = live;
  const [picked, setPicked] = useState<string | null>(null);
  const folders = new Set(
    plan.files.flatMap(({ file, files }) => (files === undefined ? [] : [file])),
  );
  const shown =
    plan.previews.find((preview) => previewKey(preview) === picked) ??
    firstOpen(plan) ??
    plan.previews[0] ??
    null;
  const list = (contents: readonly PlannedContent[]) => (
    <ul>
      {contents.map(({ preview, state }) => (
        <FileLine
          key={previewKey(preview)}
          preview={preview}
          state={state}
          isShown={preview === shown}
          onShow={() => setPicked(previewKey(preview))}
          onRemove={folders.has(preview.file) ? null : () => live.remove(preview.file)}
        />
      ))}
    </ul>
  );
  return (
    <div className="plan">
      <section aria-label="Files to import" className="plan-files">
        <p className="mute" role="status">
          {live.isReading
            ? 'Reading the first records…'
            : `${countWords(plan.previews.length, 'content')} in ${countWords(fileCount(plan), 'file')}`}
        </p>
        {plan.files.map(
          ({ file, name, files, size }) =>
            files !== undefined && (
              <FolderLine
                key={file}
                name={name === '' ? 'The chosen files' : name}
                files={files}
                size={size}
                onRemove={() => live.remove(file)}
              />
            ),
        )}
        {plan.previews.length > fewContents
          ? planGroups(plan).map((group) => (
              <details
                key={group.label}
                className="plan-group"
                open={group.needsLook || group.contents.some(({ preview }) => preview === shown)}
              >
                <summary>
                  <SafeText text={group.label} />{' '}
                  <span className="mute">{numberWords(group.contents.length)}</span>
                </summary>
                {list(group.contents)}
              </details>
            ))
          : list(planGroups(plan).flatMap(({ contents }) => contents))}
      </section>
      {shown !== null && (
        <FilePlan
          key={previewKey(shown)}
          bridge={bridge}
          hostKind={hostKind}
          preview={shown}
          wish={wishOf(plan, shown.file)}
          onWish={(change) => live.wish(shown.file, change)}
        />
      )}
    </div>
  );
}

type FolderProps = {
  readonly name: string;
  readonly files: number;
  readonly size: number;
  readonly onRemove: () => void;
};

/** A folder that is handed over as one. */
function FolderLine({ name, files, size, onRemove }: FolderProps) {
  return (
    <div className="notice plan-folder">
      <p>
        <SafeText text={name} />: {countWords(files, 'file')}, {sizeWords(size)}.{' '}
        {files > lookedAt
          ? `${numberWords(lookedAt)} of them, from the first to the last, were looked at; what is decided for one holds for all.`
          : 'What is decided for one of them holds for all.'}
      </p>
      <IconButton label={`Leave out ${name}`} icon={<X size={14} />} onClick={onRemove} />
    </div>
  );
}

type LineProps = {
  readonly preview: Preview;
  readonly state: PreviewState;
  readonly isShown: boolean;
  readonly onShow: () => void;
  /** Null for one of a folder that is handed over as one. */
  readonly onRemove: (() => void) | null;
};

function FileLine({ preview, state, isShown, onShow, onRemove }: LineProps) {
  const { own, before } = nameParts(preview.name);
  return (
    <li className={isShown ? 'plan-file is-shown' : 'plan-file'}>
      <button type="button" aria-current={isShown} onClick={onShow}>
        <strong title={preview.name}>
          <CutText text={own} />
        </strong>
        {before !== '' && (
          <span className="mute plan-before" title={before}>
            <SafeText text={before} />
          </span>
        )}
        <span>{lineWords(preview, state)}</span>
      </button>
      {onRemove !== null && (
        <IconButton label={`Leave out ${preview.name}`} icon={<X size={14} />} onClick={onRemove} />
      )}
    </li>
  );
}

function lineWords(preview: Preview, state: PreviewState) {
  if (state === 'cannot be read') return <span className="chip is-danger">cannot be imported</span>;
  if (state === 'empty') return <span className="chip is-warning">empty: kept without events</span>;
  if (state === 'check mapping')
    return <span className="chip is-warning">not recognised: check the mapping</span>;
  return (
    <>
      <span className="mute">
        <SafeText text={preview.sourceLabel ?? ''} /> · {readerWords(preview.reader ?? '')}
      </span>{' '}
      {state === 'asks zone' && <span className="chip is-warning">which time zone?</span>}
    </>
  );
}
