/** `npm start`: builds what is not built yet and opens the window. `npm start -- CASE` goes straight to a case. */
import { ensureBuilt } from '../electron/ensureBuilt.ts';
import { openWindow } from '../electron/openWindow.ts';
import { ExpectedError } from '../shared/failure.ts';

try {
  ensureBuilt();
  await openWindow(process.argv[2] ?? null);
} catch (thrown) {
  if (!(thrown instanceof ExpectedError)) throw thrown;
  console.error(`casebook: ${thrown.message}`);
  process.exitCode = 2;
}
