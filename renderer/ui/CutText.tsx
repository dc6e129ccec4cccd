import { middleCut } from './middleCut.ts';
import { SafeText } from './SafeText.tsx';

import './cutText.css';

type Props = { readonly text: string; readonly isMono?: boolean };

/** A long text without blanks on one line, cut in the middle where it is too long: its end always shows. */
export function CutText({ text, isMono = false }: Props) {
  const { head, tail } = middleCut(text);
  return (
    <span className={isMono ? 'cut mono' : 'cut'}>
      <span className="cut-head">
        <SafeText text={head} />
      </span>
      {tail !== '' && (
        <span>
          <SafeText text={tail} />
        </span>
      )}
    </span>
  );
}
