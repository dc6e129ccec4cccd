import type { HostCallName, HostHandlers, Output, Reply } from '../shared/contract.ts';
import { decodeInput, isCallName } from '../shared/decode.ts';
import { ExpectedError, toFailure } from '../shared/failure.ts';

/** Answers one host call, its input decoded. Never throws: a bug is logged and comes back as one. */
export async function dispatchHost(
  handlers: HostHandlers,
  name: string,
  raw: unknown,
  signal: AbortSignal,
): Promise<Reply<unknown>> {
  try {
    if (!isHostCall(handlers, name))
      throw new ExpectedError('bad-request', `no such call: ${name}`);
    return { ok: true, value: await run(handlers, name, raw, signal) };
  } catch (thrown) {
    return failedReply(name, thrown);
  }
}

/** What the window is told of a failure; a bug's stack stays on this side. */
export function failedReply(what: string, thrown: unknown): Reply<never> {
  const failure = toFailure(thrown);
  if (failure.code === 'bug') console.error(`casebook host: ${what}`, thrown);
  return { ok: false, error: failure };
}

function isHostCall(handlers: HostHandlers, name: string): name is HostCallName {
  return isCallName(name) && Object.hasOwn(handlers, name);
}

function run<N extends HostCallName>(
  handlers: HostHandlers,
  name: N,
  raw: unknown,
  signal: AbortSignal,
): Output<N> | Promise<Output<N>> {
  return handlers[name](decodeInput(name, raw), signal);
}
