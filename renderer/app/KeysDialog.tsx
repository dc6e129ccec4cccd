import { Dialog } from '../ui/Dialog.tsx';
import { keys, regionKeys } from './keys.ts';

type Props = { readonly onClose: () => void };

export function KeysDialog({ onClose }: Props) {
  const everywhere = keys.map(({ key, words }) => [key, words] as const);
  const groups = [{ region: 'Everywhere', keys: everywhere }, ...regionKeys];
  return (
    <Dialog title="Keys" width={760} onClose={onClose}>
      <div className="keys">
        {groups.map((group) => (
          <section key={group.region}>
            <h3>{group.region}</h3>
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
    </Dialog>
  );
}
