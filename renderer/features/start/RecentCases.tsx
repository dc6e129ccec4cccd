import { toFailure } from '../../../shared/failure.ts';
import type { RecentCase } from '../../../shared/host.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { useCall } from '../../ui/useCall.ts';
import { verificationWords } from '../../ui/verificationWords.ts';
import { sizeWords, countWords, zonedTimeWords } from '../../ui/words.ts';

type Props = {
  readonly bridge: Bridge;
  readonly cases: readonly RecentCase[];
  readonly isBusy: boolean;
  readonly onOpen: (id: string) => void;
  readonly onForget: (id: string) => void;
};

/** Cases to go on with: what is in each, and whether it was checked. */
export function RecentCases({ bridge, cases, isBusy, onOpen, onForget }: Props) {
  return (
    <ul>
      {cases.map((one) => (
        <li key={one.id} className={one.case === null ? 'is-missing' : undefined}>
          <button
            type="button"
            disabled={one.case === null || isBusy}
            onClick={() => onOpen(one.id)}
          >
            <strong>
              <SafeText text={one.name} />
            </strong>
            <span className="mute">
              {one.case === null ? 'not there any more' : openedWords(one.openedAt)}
            </span>
            {one.case !== null && <Summary bridge={bridge} grant={one.case} />}
            <span className="mute mono start-folder" title={one.folder}>
              <SafeText text={one.folder} />
            </span>
          </button>
          {one.case === null && (
            <button
              type="button"
              className="button small start-forget"
              aria-label={`Remove ${one.name} from the list`}
              onClick={() => onForget(one.id)}
            >
              Remove
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Summary({ bridge, grant }: { readonly bridge: Bridge; readonly grant: string }) {
  const { value, error } = useCall(bridge, 'case.summary', { case: grant }, 0);
  if (error !== null) {
    return (
      <span className="start-summary problem">
        <SafeText text={toFailure(error).message} />
      </span>
    );
  }
  if (value === null) return <span className="start-summary mute">…</span>;
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { text, state } = verificationWords(value, value.latestImport, zone);
  return (
    <span className="start-summary">
      {value.originals > 0 && (
        <>
          {countWords(value.records, 'record')} in {countWords(value.originals, 'evidence file')},{' '}
          {sizeWords(value.bytes)} ·{' '}
        </>
      )}
      <span className={`is-${state}`}>{text}</span>
    </span>
  );
}

function openedWords(openedAt: string): string {
  if (Number.isNaN(Date.parse(openedAt))) return 'not opened yet';
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return `opened ${zonedTimeWords(openedAt, zone)}`;
}
