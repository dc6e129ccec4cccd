import { useState } from 'react';

import type { OriginalInfo } from '../../../shared/importResult.ts';
import { byteRangeWords } from '../../../shared/recordBytes.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useCall } from '../../ui/useCall.ts';
import { numberWords } from '../../ui/words.ts';

type Props = {
  readonly bridge: Bridge;
  readonly info: OriginalInfo;
  readonly changes: number;
};

const step = 50;
/** Records can be large: the start tells what they are. */
const shownCharacters = 1200;

/** Records that could not be read as events: kept with their bytes and the reason. */
export function RejectedPanel({ bridge, info, changes }: Props) {
  const [limit, setLimit] = useState(step);
  const asked = { original: info.original, offset: 0, limit };
  const rejected = useCall(bridge, 'original.rejected', asked, changes);
  if (rejected.value === null) {
    return rejected.error === null ? (
      <p className="mute">Reading…</p>
    ) : (
      <ErrorNotice error={rejected.error} />
    );
  }
  const { total, rows } = rejected.value;
  if (total === 0) return <p className="mute">Every record of this file was read.</p>;
  return (
    <div className="rejected">
      <p className="mute">
        These are not events, so views do not show them. Their bytes are part of the evidence.
      </p>
      <ErrorNotice error={rejected.error} />
      <ol>
        {rows.map((row) => (
          <li key={`${row.offset} ${row.length}`}>
            <p>
              <strong>
                <SafeText text={row.reason} />
              </strong>{' '}
              <span className="mute">{byteRangeWords(row)}</span>
            </p>
            <pre className="mono" tabIndex={0} aria-label="The record as it came">
              <SafeText text={row.text.slice(0, shownCharacters)} />
              {(row.text.length > shownCharacters || row.length > 4096) && '…'}
            </pre>
          </li>
        ))}
      </ol>
      {rows.length < total && (
        <Button onClick={() => setLimit(limit + step)}>
          Show more ({numberWords(rows.length)} of {numberWords(total)})
        </Button>
      )}
    </div>
  );
}
