import { userInfo } from 'node:os';
import path from 'node:path';

import type { Options } from './run.ts';

/** Relative paths are the caller's: npm runs scripts in the project's folder and says where it was called. */
export function callerPath(given: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), given);
}

/** Who is written into the ledger: --author, CASEBOOK_AUTHOR, or the name of the account. */
export function authorOf(options: Options): string {
  const given = options['author'] ?? process.env['CASEBOOK_AUTHOR'];
  return typeof given === 'string' && given.trim() !== '' ? given : userInfo().username;
}

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
