import type { Bridge } from './bridge.ts';
import { createBridge } from './bridge.ts';
import { connectDesktop } from './desktop.ts';
import { connectLoopback } from './loopback.ts';

/** The bridge of the host that this window runs in. Throws ExpectedError, worded, where the host refuses. */
export async function connect(): Promise<Bridge> {
  const desktop = window.casebook;
  return createBridge(desktop ? await connectDesktop(desktop) : await connectLoopback());
}
