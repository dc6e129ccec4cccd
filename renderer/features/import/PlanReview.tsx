import { X } from 'lucide-react';
import { useState } from 'react';

import type { HostInfo } from '../../../shared/host.ts';
import type { Preview } from '../../../shared/importResult.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { countWords, numberWords, sizeWords } from '../../ui/words.ts';
import { FilePlan } from './FilePlan.tsx';
import type { PreviewState } from './importPlan.ts';
import { fileCount, firstOpen, previewKey, previewState, wishOf } from './importPlan.ts';
import type { LivePlan } from './usePlan.ts';

type Props = {
  readonly bridge: Bridge;
  readonly hostKind: HostInfo['kind'];
  readonly live: LivePlan;
};

/** Files of a folder that the engine looks at before an import. */
const lookedAt = 200;

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
              <div key={file} className="notice plan-folder">
                <p>
                  <SafeText text={name} />: {countWords(files, 'file')}, {sizeWords(size)}.{' '}
                  {files > lookedAt
                    ? `${numberWords(lookedAt)} of them, from the first to the last, were looked at; what is decided for one holds for all.`
                    : 'What is decided for one of them holds for all.'}
                </p>
                <IconButton
                  label={`Leave out ${name}`}
                  icon={<X size={14} />}
                  onClick={() => live.remove(file)}
                />
              </div>
            ),
        )}
        <ul>
          {plan.previews.map((preview) => (
            <FileLine
              key={previewKey(preview)}
              preview={preview}
              state={previewState(preview, wishOf(plan, preview.file))}
              isShown={preview === shown}
              onShow={() => setPicked(previewKey(preview))}
              onRemove={folders.has(preview.file) ? null : () => live.remove(preview.file)}
            />
          ))}
        </ul>
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

type LineProps = {
  readonly preview: Preview;
  readonly state: PreviewState;
  readonly isShown: boolean;
  readonly onShow: () => void;
  /** Null for one of a folder that is handed over as one. */
  readonly onRemove: (() => void) | null;
};

function FileLine({ preview, state, isShown, onShow, onRemove }: LineProps) {
  return (
    <li className={isShown ? 'plan-file is-shown' : 'plan-file'}>
      <button type="button" aria-current={isShown} onClick={onShow}>
        <strong>
          <SafeText text={preview.name} />
        </strong>
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
        <SafeText text={preview.sourceLabel ?? ''} /> · {preview.reader}
      </span>{' '}
      {state === 'asks zone' && <span className="chip is-warning">which time zone?</span>}
    </>
  );
}
