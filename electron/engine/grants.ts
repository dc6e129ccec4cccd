import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { ExpectedError } from '../../shared/failure.ts';

export type GrantPurpose = 'read' | 'write' | 'case';
export type GrantedPath = {
  readonly path: string;
  readonly purpose: GrantPurpose;
  /** What the auditor sees: the file's own name. */
  readonly name: string;
};

/** The paths that the auditor chose through a host. A window holds tokens; only the engine turns one into a path. */
export class Grants {
  readonly #paths = new Map<string, GrantedPath>();

  add(
    granted: string,
    purpose: GrantPurpose,
    name = path.basename(granted),
    token: string = randomUUID(),
  ): string {
    this.#paths.set(token, { path: path.resolve(granted), purpose, name });
    return token;
  }

  /** Throws `not-found` for a token that was never given, or for another purpose. */
  resolve(token: string, purpose: GrantPurpose): GrantedPath {
    const granted = this.#paths.get(token);
    if (granted?.purpose !== purpose) {
      throw new ExpectedError('not-found', 'That file or folder was not chosen in this window.');
    }
    return granted;
  }
}
