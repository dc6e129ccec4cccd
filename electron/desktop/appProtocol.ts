import { protocol } from 'electron';

import type { BuiltFile } from '../builtFiles.ts';
import { securityHeaders } from '../securityHeaders.ts';

export const appOrigin = 'app://ui';

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

export function answer(
  files: ReadonlyMap<string, BuiltFile>,
  address: string,
  method: string,
): Response {
  const file = method === 'GET' ? builtFile(files, address) : undefined;
  if (!file) return new Response('Not Found\n', { status: 404, headers: securityHeaders });
  const headers = { ...securityHeaders, 'content-type': file.type };
  return new Response(new Uint8Array(file.body), { headers });
}

/** The address is compared as it is: nothing is decoded, so nothing can be smuggled past the list. */
function builtFile(files: ReadonlyMap<string, BuiltFile>, address: string): BuiltFile | undefined {
  return address.startsWith(`${appOrigin}/`)
    ? files.get(address.slice(appOrigin.length))
    : undefined;
}
