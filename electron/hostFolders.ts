import os from 'node:os';
import path from 'node:path';

/** Where the settings of this user lie. `CASEBOOK_HOME` moves settings and cases together, for tests. */
export function configFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['CASEBOOK_HOME']) return path.join(env['CASEBOOK_HOME'], 'config');
  if (process.platform === 'win32') {
    return path.join(env['APPDATA'] ?? path.join(os.homedir(), 'AppData', 'Roaming'), 'Casebook');
  }
  if (process.platform === 'darwin') {
    return path.join(os.homedir(), 'Library', 'Application Support', 'Casebook');
  }
  return path.join(env['XDG_CONFIG_HOME'] || path.join(os.homedir(), '.config'), 'casebook');
}

/** Where new cases go unless the auditor says otherwise. `CASEBOOK_CASES` names another place. */
export function casesFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['CASEBOOK_CASES']) return path.resolve(env['CASEBOOK_CASES']);
  if (env['CASEBOOK_HOME']) return path.join(env['CASEBOOK_HOME'], 'cases');
  return path.join(os.homedir(), 'Casebook');
}
