import { existsSync } from 'node:fs';
import path from 'node:path';

import type { EngineCallName, EngineHandlers, Input, Output } from '../../shared/contract.ts';
import { decodeInput } from '../../shared/decode.ts';
import { ExpectedError } from '../../shared/failure.ts';
import { lastInterrupted } from '../engine/evidence/interrupted.ts';
import { Grants } from '../engine/grants.ts';
import { createHandlers } from '../engine/handlers.ts';
import { Session } from '../engine/session.ts';
import { configFolder } from '../hostFolders.ts';
import { HostSettingsFile } from '../hostSettings.ts';
import { platformKeyring } from '../secrets/platformKeyring.ts';
import { SyncPermissions, answerEngine } from '../syncPermissions.ts';
import { authorOf, callerPath } from './paths.ts';
import { progressBar, say } from './print.ts';
import type { Options } from './run.ts';

/** The engine in the command's own process: the same handlers and contract that the windows use. */
export type InProcess = {
  readonly session: Session;
  readonly grants: Grants;
  readonly call: <N extends EngineCallName>(
    name: N,
    input: Input<N>,
    signal: AbortSignal,
  ) => Promise<Output<N>>;
};

export function startEngine(): InProcess {
  const grants = new Grants();
  const permissions = new SyncPermissions(configFolder());
  const session = new Session(
    (push) => {
      if (push.name === 'job.progress') progressBar(push.payload);
    },
    answerEngine(new HostSettingsFile(configFolder()), permissions, platformKeyring()),
  );
  const handlers = createHandlers(session, grants);
  return {
    session,
    grants,
    call: (name, input, signal) => call(handlers, name, input, signal),
  };
}

async function call<N extends EngineCallName>(
  handlers: EngineHandlers,
  name: N,
  input: Input<N>,
  signal: AbortSignal,
): Promise<Output<N>> {
  return await handlers[name](decodeInput(name, input), signal);
}

/** Opens the case named on the command line for the time of `use`. `create` makes it when it is not there. */
export async function withCase<T>(
  given: string | undefined,
  options: Options,
  signal: AbortSignal,
  use: (engine: InProcess) => Promise<T>,
  { create = false, catchUp = true } = {},
): Promise<T> {
  if (given === undefined) throw new ExpectedError('bad-request', 'name the case folder');
  const folder = callerPath(given);
  const engine = startEngine();
  engine.session.background = false;
  const grant = engine.grants.add(folder, 'case');
  // For a new case a folder without evidence.db is none yet: making it says what stands in the way, if anything does.
  const isThere = existsSync(create ? path.join(folder, 'evidence.db') : folder);
  if (!isThere && !create) throw new ExpectedError('not-found', `${given}: there is no such case`);
  await engine.call(
    isThere ? 'case.open' : 'case.create',
    { case: grant, author: authorOf(options) },
    signal,
  );
  try {
    if (catchUp) await engine.session.caughtUp(signal);
    const { missing, evidence } = engine.session.current;
    if (missing !== null) say(`casebook: ${missing}`);
    const interrupted = lastInterrupted(evidence.ledger());
    if (interrupted !== null) say(`casebook: ${interrupted}`);
    return await use(engine);
  } finally {
    engine.session.close();
  }
}
