import { protocol } from 'electron';

import type { BuiltFile } from '../builtFiles.ts';
import { answer } from './appFiles.ts';

/** Before `ready`. No CORS, no service workers, no way round the content security policy. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built window from memory, at exactly the addresses of the list. */
export function serveApp(files: ReadonlyMap<string, BuiltFile>): void {
  protocol.handle('app', (request) => answer(files, request.url, request.method));
}
