import type {
  CallName,
  Input,
  Output,
  Push,
  PushName,
  Pushes,
  Reply,
} from '../../shared/contract.ts';
import { ExpectedError, fromFailure } from '../../shared/failure.ts';
import type { FileGrant } from '../../shared/host.ts';
import type { IncomingFile, Transport } from './transport.ts';

/** The window's one door to engine and host. */
export type Bridge = {
  readonly kind: Transport['kind'];
  /** Throws ExpectedError with the failure's code and words. Aborting the signal cancels the work itself. */
  call<N extends CallName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>>;
  /** Listens to a push; the returned function ends that. */
  onPush<N extends PushName>(name: N, listener: (payload: Pushes[N]) => void): () => void;
  /** Hands files to the host for `import.preview` and `import.start`. See `files.ts` for drops and inputs. */
  grant(files: readonly IncomingFile[], signal?: AbortSignal): Promise<readonly FileGrant[]>;
  /** Saves what `host.exported` offers; call it with that call's `download`. */
  download(address: string): void;
};

type Listener = (push: Push) => void;
type CaseInput = Input<'case.open'>;

const neverAborted = new AbortController().signal;

/**
 * Types the transport by the contract. When the host had to start the engine again, opens the case as it was
 * before any other call goes out, and only then says `engine.restarted`.
 */
export function createBridge(transport: Transport): Bridge {
  const listeners = new Map<PushName, Set<Listener>>();
  let openCase: CaseInput | null = null;
  let reopening: Promise<void> | null = null;

  const tell = (push: Push): void => {
    for (const listener of listeners.get(push.name) ?? []) listener(push);
  };

  const reopen = async (input: CaseInput): Promise<void> => {
    const reply = await transport.invoke('case.open', input, neverAborted);
    if (!reply.ok) openCase = null;
  };

  transport.listen((push) => {
    if (push.name !== 'engine.restarted' || openCase === null) {
      tell(push);
      return;
    }
    const attempt = reopen(openCase).finally(() => {
      if (reopening === attempt) reopening = null;
      tell(push);
    });
    reopening = attempt;
  });

  const remember = (name: CallName, input: unknown): void => {
    if (name === 'case.open' || name === 'case.create') {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both calls have this input
      openCase = input as CaseInput;
    }
    if (name === 'case.close') openCase = null;
    if (name === 'author.set' && openCase !== null) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input of author.set
      openCase = { ...openCase, author: (input as Input<'author.set'>).author };
    }
  };

  return {
    kind: transport.kind,
    async call<N extends CallName>(name: N, input: Input<N>, signal = neverAborted) {
      if (reopening !== null && !name.startsWith('host.')) await reopening;
      const value = valueOf(await transport.invoke(name, input, signal));
      remember(name, input);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place an untyped reply becomes a typed one
      return value as Output<N>;
    },
    onPush<N extends PushName>(name: N, listener: (payload: Pushes[N]) => void) {
      const heard: Listener = (push) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- listeners are kept by the push's name
        listener(push.payload as Pushes[N]);
      };
      const same = listeners.get(name) ?? new Set();
      listeners.set(name, same.add(heard));
      return () => void same.delete(heard);
    },
    async grant(files, signal = neverAborted) {
      return valueOf(await transport.grant(files, signal));
    },
    download: (address) => transport.download(address),
  };
}

function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw fromFailure(reply.error);
  return reply.value;
}

export function cancelledReply(): Reply<never> {
  return { ok: false, error: { code: 'cancelled', message: 'Cancelled' } };
}

export function isCancelled(thrown: unknown): boolean {
  return thrown instanceof ExpectedError && thrown.code === 'cancelled';
}
