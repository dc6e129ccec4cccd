import type { EngineCallName, EngineHandlers, Output, Reply } from '../../shared/contract.ts';
import { decodeInput, isCallName } from '../../shared/decode.ts';
import { ExpectedError, toFailure } from '../../shared/failure.ts';
import { logBug } from './log.ts';

function isHandled(handlers: EngineHandlers, name: string): name is EngineCallName {
  return isCallName(name) && Object.hasOwn(handlers, name);
}

/** The one door into the engine: every transport calls this and nothing else. Never throws. */
export async function dispatch(
  handlers: EngineHandlers,
  name: string,
  raw: unknown,
  signal: AbortSignal,
): Promise<Reply<unknown>> {
  try {
    if (!isHandled(handlers, name)) throw new ExpectedError('bad-request', `no such call: ${name}`);
    return { ok: true, value: await run(handlers, name, raw, signal) };
  } catch (thrown) {
    if (isOfClosedCase(thrown))
      return { ok: false, error: { code: 'cancelled', message: 'The case was closed' } };
    const failure = toFailure(thrown);
    if (failure.code === 'bug') logBug(name, thrown);
    return { ok: false, error: failure };
  }
}

/** What better-sqlite3 says to who was still reading when the case was closed. */
function isOfClosedCase(thrown: unknown): boolean {
  return thrown instanceof TypeError && thrown.message === 'The database connection is not open';
}

function run<N extends EngineCallName>(
  handlers: EngineHandlers,
  name: N,
  raw: unknown,
  signal: AbortSignal,
): Output<N> | Promise<Output<N>> {
  return handlers[name](decodeInput(name, raw), signal);
}
