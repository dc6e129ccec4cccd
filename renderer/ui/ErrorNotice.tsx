import { toFailure } from '../../shared/failure.ts';
import { SafeText } from './SafeText.tsx';

type Props = { readonly error: unknown };

/** What went wrong, in the words of where it was understood; nothing for what the auditor cancelled. */
export function ErrorNotice({ error }: Props) {
  if (error === null || error === undefined) return null;
  const failure = toFailure(error);
  if (failure.code === 'cancelled') return null;
  const isOurs = failure.code === 'bug';
  return (
    <div className="notice is-danger" role="alert">
      {isOurs && <strong>Casebook made a mistake. The evidence is not affected. </strong>}
      <SafeText text={failure.message} />
    </div>
  );
}
