import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../../../shared/failure.ts';
import type { ApiSource } from '../../../shared/sync.ts';
import { apiDescriptionSchema } from '../../../shared/syncApi.ts';
import type { ApiDescription, ApiRequest } from '../../../shared/syncApi.ts';
import { resource } from '../resources.ts';

let loaded: readonly ApiDescription[] | null = null;

/** Every API that is described in `resources/sync/`, by label. */
export function apiDescriptions(): readonly ApiDescription[] {
  loaded ??= readdirSync(resource('sync'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const text = readFileSync(path.join(resource('sync'), name), 'utf8');
      return apiDescriptionSchema.parse(JSON.parse(text));
    })
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return loaded;
}

export type DescribedApi = {
  readonly label: string;
  readonly request: ApiRequest;
  /** With the source's values in it. */
  readonly path: string;
};

/** What a source asks its server for. Throws `bad-request` where its description or a value is missing. */
export function describeApi(source: ApiSource): DescribedApi {
  const described = apiDescriptions().find(({ name }) => name === source.api);
  const request = source.request ?? described?.request;
  if (!request)
    throw new ExpectedError('bad-request', `${source.name}: no API is known as "${source.api}"`);
  return {
    label: source.request === null ? (described?.label ?? source.api) : 'HTTPS API',
    request,
    path: filled(request.path, source, encodeURIComponent),
  };
}

/** A template with the source's values in it; `{since}` and the secret are not values. */
export function filled(
  template: string,
  source: ApiSource,
  encode: (value: string) => string = (value) => value,
): string {
  return template.replaceAll(/\{(\+?)([a-z]+)\}/gu, (whole, plus: string, name: string) => {
    if (name === 'since' || name === 'secret') return whole;
    const value = Object.hasOwn(source.values, name) ? source.values[name] : undefined;
    if (value === undefined || value === '')
      throw new ExpectedError('bad-request', `${source.name}: "${name}" is not given`);
    return plus === '' ? encode(value) : value.split('/').map(encode).join('/');
  });
}
