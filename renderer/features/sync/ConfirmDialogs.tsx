import type { SyncSourceInfo } from '../../../shared/sync.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAction } from '../../ui/useAction.ts';
import { allowWords } from './syncWords.ts';

type Props = {
  readonly bridge: Bridge;
  readonly info: SyncSourceInfo;
  readonly onClose: () => void;
};

/** A source that came with a case from elsewhere: what it would do, before it may. */
export function AllowDialog({ bridge, info, onClose }: Props) {
  const action = useAction();
  const { source } = info;
  const allow = (): void =>
    action.run(async () => {
      await bridge.call('sync.allow', { id: source.id });
      onClose();
    });
  return (
    <Dialog
      title={`Allow ${source.name} on this computer`}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={action.isRunning} onClick={allow}>
            Allow
          </Button>
        </>
      }
    >
      <p>
        This source came with the case, or was changed on another computer. Nobody has allowed it
        here, so it does nothing.
      </p>
      {allowWords(info).map((words) => (
        <p key={words}>
          <SafeText text={words} />
        </p>
      ))}
      <ErrorNotice error={action.error} />
    </Dialog>
  );
}

export function RemoveDialog({ bridge, info, onClose }: Props) {
  const action = useAction();
  const { source, secretKey, hasSecret } = info;
  const remove = (): void =>
    action.run(async () => {
      await bridge.call('sync.remove', { id: source.id });
      if (secretKey !== null && hasSecret)
        await bridge.call('host.setSecret', { key: secretKey, secret: null });
      onClose();
    });
  return (
    <Dialog
      title={`Remove ${source.name}`}
      width={480}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={action.isRunning} onClick={remove}>
            Remove
          </Button>
        </>
      }
    >
      <p>
        It fetches nothing any more
        {hasSecret && secretKey !== null ? ', and its secret is taken out of the store' : ''}. What
        it brought stays in the case as evidence.
      </p>
      <ErrorNotice error={action.error} />
    </Dialog>
  );
}
