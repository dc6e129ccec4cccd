import type { Grant } from '../../shared/grant.ts';
import type { Bridge } from './bridge.ts';

/** Asks where, has it written there, and hands it over as the host does. False when the auditor thought better of it. */
export async function saveToFile(
  bridge: Bridge,
  suggestedName: string,
  write: (target: Grant) => Promise<unknown>,
): Promise<boolean> {
  const target = await bridge.call('host.saveTarget', { suggestedName });
  if (target === null) return false;
  await write(target.file);
  const { download } = await bridge.call('host.exported', { target: target.file });
  if (download !== null) bridge.download(download);
  return true;
}
