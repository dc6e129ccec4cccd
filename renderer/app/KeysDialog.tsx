import { Dialog } from '../ui/Dialog.tsx';
import { keys, regionKeys } from './keys.ts';

type Props = {
  /** The accessible name of the region that had the focus: its keys come first. */
  readonly region: string | null;
  readonly onClose: () => void;
};

export function KeysDialog({ region, onClose }: Props) {
  return (
    <Dialog title="Keys" width={860} onClose={onClose}>
      <KeyList region={region} />
    </Dialog>
  );
}

/** Every key, those at hand first. */
export function KeyList({ region }: { readonly region: string | null }) {
  const everywhere = {
    region: 'Everywhere',
    landmark: null,
    keys: keys.map(({ key, words }) => [key, words] as const),
  };
  const isHere = (landmark: string | null): boolean => landmark !== null && landmark === region;
  const groups = [...regionKeys, everywhere].toSorted(
    (a, b) => Number(isHere(b.landmark)) - Number(isHere(a.landmark)),
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is scrolled by keys
    <div className="keys" role="group" aria-label="Every key" tabIndex={0}>
      {groups.map((group) => (
        <section key={group.region}>
          <h3>
            {group.region}
            {isHere(group.landmark) && <span className="mute"> (here)</span>}
          </h3>
          <dl>
            {group.keys.map(([key, words]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
