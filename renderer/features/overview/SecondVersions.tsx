import type { Group } from '../../../shared/filter.ts';
import { versionsWords } from '../../../shared/overview.ts';
import type { Versions } from '../../../shared/overview.ts';

type Props = Versions & {
  readonly before?: string;
  readonly after?: string;
  readonly onShow: (filter: Group) => void;
};

/** That a number counts deeds more than once, where it does: it leads to the second versions. */
export function SecondVersions({ versions, before = '', after = '', onShow }: Props) {
  if (versions.count === 0) return null;
  return (
    <>
      {before}
      <button
        type="button"
        className="link-button overview-versions"
        title="Same id, different content: the same event is in the case already, with other words"
        onClick={() => onShow(versions.filter)}
      >
        {versionsWords(versions.count)}
      </button>
      {after}
    </>
  );
}
