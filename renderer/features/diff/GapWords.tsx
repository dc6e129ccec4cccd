import { TriangleAlert } from 'lucide-react';

import { gapMeaning } from '../../../shared/changeGap.ts';
import type { ChangeGap } from '../../../shared/changeGap.ts';
import type { JsonValue } from '../../../shared/event.ts';
import { looksSecret } from '../../../shared/secret.ts';
import { HeldSecret } from '../../ui/HeldSecret.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { shown } from './changeRows.ts';

const longest = 120;

type Props = { readonly gap: ChangeGap };

/** Between two lines of a field's values: the later one does not begin where the earlier one ended. */
export function GapWords({ gap: { path, was, is } }: Props) {
  return (
    <span>
      <TriangleAlert size={12} aria-hidden /> Here it was <GapValue path={path} value={was} />; the
      next event begins with <GapValue path={path} value={is} />: {gapMeaning}.
    </span>
  );
}

type BesideProps = {
  readonly gaps: readonly ChangeGap[];
  readonly event: string;
  readonly onShow: (event: string) => void;
};

/** What of an event's states does not join the change before it or after it. */
export function GapsBeside({ gaps, event, onShow }: BesideProps) {
  return gaps.map((gap) => {
    const isBefore = gap.later === event;
    const other = isBefore ? gap.earlier : gap.later;
    const link = (words: string) => (
      <button
        type="button"
        className="link-button"
        title={`Show ${other}`}
        onClick={() => onShow(other)}
      >
        {words}
      </button>
    );
    const [was, is] = [
      <GapValue key="was" path={gap.path} value={gap.was} />,
      <GapValue key="is" path={gap.path} value={gap.is} />,
    ];
    return (
      <p key={`${gap.path} ${gap.later}`} className="notice is-warning change-gap">
        <span className="mono">
          <SafeText text={gap.path} />
        </span>
        : {isBefore ? link('the change before this one') : 'this event'} left it at {was};{' '}
        {isBefore ? 'this event' : link('the next change')} begins with {is}: {gapMeaning}.
      </p>
    );
  });
}

type ValueProps = { readonly path: string; readonly value: JsonValue };

function GapValue({ path, value }: ValueProps) {
  const text = shown(value);
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return (
    <span className="mono">
      {looksSecret(path, typeof value === 'string' ? value : text) ? (
        <HeldSecret text={short} />
      ) : (
        <SafeText text={short} />
      )}
    </span>
  );
}
