import fs from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { newSecret, sameSecret } from './token.ts';

type Download = { readonly token: string; readonly file: string; readonly name: string };

export const downloadPrefix = '/download/';

/** Finished exports, each to be fetched once by the browser that asked for it. */
export class Downloads {
  readonly #offered: Download[] = [];
  readonly #release: (file: string) => void;

  constructor(release: (file: string) => void) {
    this.#release = release;
  }

  /** The address at which the window fetches this file. */
  offer(file: string, name: string): string {
    const token = newSecret();
    this.#offered.push({ token, file, name });
    return downloadPrefix + token;
  }

  take(address: string): Download | undefined {
    const given = address.slice(downloadPrefix.length);
    const index = this.#offered.findIndex(({ token }) => sameSecret(given, token));
    return index < 0 ? undefined : this.#offered.splice(index, 1)[0];
  }

  /** Streams the file and removes it, whether or not the browser took all of it. */
  async send({ file, name }: Download, response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': fs.statSync(file).size,
      'content-disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
    });
    try {
      await pipeline(fs.createReadStream(file), response);
    } finally {
      this.#release(file);
    }
  }
}

/** RFC 8187 leaves out these four, which encodeURIComponent keeps. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
