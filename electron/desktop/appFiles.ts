import type { BuiltFile } from '../builtFiles.ts';
import { securityHeaders } from '../securityHeaders.ts';

export const appOrigin = 'app://ui';

/** Whether an address is of our own page: by the parsed origin, not by how the text begins. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'app:' && url.host === 'ui' && url.username === '' && url.password === '';
}

/** The built file at exactly this address, or 404; with the security headers either way. */
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
