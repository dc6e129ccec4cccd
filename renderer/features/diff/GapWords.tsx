import { TriangleAlert } from 'lucide-react';

import { gapMeaning } from '../../../shared/changeGap.ts';
import type { ChangeGap } from '../../../shared/changeGap.ts';
import type { JsonValue } from '../../../shared/event.ts';
import { looksSecret } from '../../../shared/secret.ts';
import { HeldSecret } from '../../ui/HeldSecret.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { countWords } from '../../ui/words.ts';
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

/** What of an event's states does not join the change before it or after it: the first few fields, and how many more. */
export function GapsBeside({ gaps, event, onShow }: BesideProps) {
  return (
    <>
      {gaps.slice(0, mostTold).map((gap) => (
        <GapBeside key={`${gap.path} ${gap.later}`} gap={gap} event={event} onShow={onShow} />
      ))}
      {gaps.length > mostTold && (
        <p className="notice is-warning">
          The same of {countWords(gaps.length - mostTold, 'more field')}.
        </p>
      )}
    </>
  );
}

const mostTold = 4;

function GapBeside({ gap, event, onShow }: Omit<BesideProps, 'gaps'> & Props) {
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
  return (
    <p className="notice is-warning change-gap">
      <span className="mono">
        <SafeText text={gap.path} />
      </span>
      : {isBefore ? link('the change before this one') : 'this event'} left it at{' '}
      <GapValue path={gap.path} value={gap.was} />;{' '}
      {isBefore ? 'this event' : link('the next change')} begins with{' '}
      <GapValue path={gap.path} value={gap.is} />: {gapMeaning}.
    </p>
  );
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
