import type { ApiSource } from '../../../shared/sync.ts';
import type { ApiRequest } from '../../../shared/syncApi.ts';
import { filled } from './apis.ts';

/** The headers that are sent, secret and all. */
export function headersOf(
  request: ApiRequest,
  source: ApiSource,
  secret: string,
): Readonly<Record<string, string>> {
  const headers = Object.entries(request.headers).map(([name, template]): [string, string] => [
    name,
    headerOf(template, source, secret),
  ]);
  return Object.fromEntries(headers);
}

function headerOf(template: string, source: ApiSource, secret: string): string {
  const basic = /\{basic:([a-z]+)\}/u.exec(template);
  if (basic === null) return filled(template, source).replaceAll('{secret}', secret);
  const user = filled(`{${basic[1] ?? ''}}`, source);
  return template.replace(basic[0], Buffer.from(`${user}:${secret}`).toString('base64'));
}

/** The secret in every form that is sent. */
export function secretsIn(
  request: ApiRequest,
  source: ApiSource,
  secret: string,
): readonly string[] {
  const sent = Object.values(request.headers)
    .filter((template) => /\{(secret|basic:[a-z]+)\}/u.test(template))
    .map((template) => headerOf(template, source, secret));
  return [secret, ...sent];
}
