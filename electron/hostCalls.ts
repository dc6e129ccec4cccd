import fs from 'node:fs';
import path from 'node:path';

import type { HostHandlers } from '../shared/contract.ts';
import { ExpectedError } from '../shared/failure.ts';
import type { CaseGrant, FileGrant, HostInfo } from '../shared/host.ts';
import type { GrantPurpose } from './engine/grants.ts';
import { grantFiles } from './fileGrants.ts';
import { cleanFileName } from './fileName.ts';
import type { HostSettingsFile } from './hostSettings.ts';
import { caseName, isCase, recentCases } from './hostSettings.ts';
import { hostSyncCalls } from './hostSyncCalls.ts';
import type { IncomingFolder } from './incomingFolder.ts';
import type { SecretStore } from './secrets/secretStore.ts';

/** What differs between the hosts: everything that asks the auditor, and where an export goes. */
export type HostPlatform = {
  readonly kind: HostInfo['kind'];
  /** Where the new case goes, given a free folder in the cases folder; null when the auditor cancels. */
  readonly askNewCase: (proposed: string) => Promise<string | null>;
  readonly askOpenCase: (casesFolder: string) => Promise<string | null>;
  readonly pickFiles: (folders: boolean) => Promise<readonly string[]>;
  /** A folder to watch; null when the auditor cancels. `typed` is what the window gives where no dialog can ask. */
  readonly askFolder: (typed: string | null) => Promise<string | null>;
  /** Where an export is written; null when the auditor cancels. */
  readonly askSaveTarget: (suggestedName: string) => Promise<string | null>;
  /** The export at this path is complete; an address if the window has to fetch it. */
  readonly exported: (file: string, name: string) => string | null;
};

export type HostParts = {
  readonly platform: HostPlatform;
  readonly version: string;
  readonly settings: HostSettingsFile;
  readonly secrets: SecretStore;
  readonly casesFolder: string;
  readonly sampleFolder: string;
  readonly incoming: IncomingFolder;
  readonly grant: (granted: string, purpose: GrantPurpose, name: string) => string;
  /** The case that the command line named. */
  readonly openCase: string | null;
};

const sampleName = 'Sample case';

/** The host's side of the contract, the same in both hosts but for its platform. */
export function createHostCalls(parts: HostParts): HostHandlers {
  const { platform, settings, incoming, casesFolder, grant } = parts;
  /** Exports on their way, by the grant that the engine writes to. */
  const targets = new Map<string, { readonly file: string; readonly name: string }>();

  const grantCase = (folder: string): CaseGrant => {
    const name = caseName(folder);
    settings.opened(folder);
    return { case: grant(folder, 'case', name), name, isNew: !isCase(folder) };
  };
  const initialCase = parts.openCase === null ? null : grantCase(path.resolve(parts.openCase));

  return {
    ...hostSyncCalls(parts),
    'host.pickFiles': async ({ folders }) => grantFiles(await platform.pickFiles(folders), grant),
    'host.info': () => ({
      kind: platform.kind,
      version: parts.version,
      settings: settings.settings(),
      openCase:
        initialCase === null
          ? null
          : { ...initialCase, isNew: !isCase(path.resolve(parts.openCase ?? '')) },
    }),
    'host.setSettings': (change) => settings.change(change),
    'host.recentCases': () =>
      recentCases(settings, casesFolder).map((one) => ({
        ...one,
        case: isCase(one.folder) ? grant(one.folder, 'case', one.name) : null,
      })),
    'host.forgetCase': ({ id }) => {
      const known = recentCases(settings, casesFolder).find((one) => one.id === id);
      if (known) settings.forget(known.folder);
      return null;
    },
    'host.newCase': async ({ name }) => {
      fs.mkdirSync(casesFolder, { recursive: true, mode: 0o700 });
      const folder = await platform.askNewCase(freeCaseFolder(casesFolder, name));
      if (folder === null) return null;
      if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0) {
        throw new ExpectedError(
          'bad-request',
          `${path.basename(folder)} is there already and not empty: open it, or choose another name.`,
        );
      }
      return grantCase(folder);
    },
    'host.openCase': async ({ id }) => {
      if (id === null) {
        const asked = await platform.askOpenCase(casesFolder);
        return asked === null ? null : grantCase(existingCase(asked));
      }
      const known = recentCases(settings, casesFolder).find((one) => one.id === id);
      if (!known) throw new ExpectedError('not-found', 'That case is not in the list any more.');
      return grantCase(existingCase(known.folder));
    },
    'host.sampleCase': () => sampleCase(parts, grantCase),
    'host.pasteText': ({ text }) => {
      const file = incoming.reserve('pasted');
      fs.writeFileSync(file, text, { mode: 0o600 });
      return grantIncoming(grant, file, 'pasted');
    },
    'host.saveTarget': async ({ suggestedName }) => {
      const file = await platform.askSaveTarget(cleanFileName(suggestedName));
      if (file === null) return null;
      const name = path.basename(file);
      const token = grant(file, 'write', name);
      targets.set(token, { file, name });
      return { file: token, name, size: 0 };
    },
    'host.exported': ({ target }) => {
      const made = targets.get(target);
      if (!made) throw new ExpectedError('not-found', 'That export was not made here.');
      targets.delete(target);
      return { download: platform.exported(made.file, made.name) };
    },
  };
}

/** The sample case with its files, as long as it holds nothing. */
function sampleCase(
  { casesFolder, sampleFolder, grant }: HostParts,
  grantCase: (folder: string) => CaseGrant,
): CaseGrant {
  const folder = path.join(casesFolder, `${sampleName}.casebook`);
  const granted = grantCase(folder);
  if (holdsEvidence(folder)) return granted;
  const files = fs.readdirSync(sampleFolder).filter(isSampleFile);
  const paths = files.toSorted().map((name) => path.join(sampleFolder, name));
  return { ...granted, sampleFiles: grantFiles(paths, grant) };
}

/** A file that this host received; `name` is what the auditor sees. */
export function grantIncoming(grant: HostParts['grant'], file: string, name: string): FileGrant {
  return { file: grant(file, 'read', name), name, size: fs.statSync(file).size };
}

/** The notes that lie beside the samples are no evidence. */
function isSampleFile(name: string): boolean {
  return !name.startsWith('.') && !/^(readme|licen[cs]e)/i.test(name);
}

function existingCase(folder: string): string {
  if (isCase(folder)) return folder;
  throw new ExpectedError(
    'not-found',
    `${path.basename(folder)} holds no case: a case is a folder with evidence.db in it.`,
  );
}

function holdsEvidence(folder: string): boolean {
  const packs = path.join(folder, 'evidence');
  return fs.existsSync(packs) && fs.readdirSync(packs).some((name) => name.endsWith('.pack'));
}

function freeCaseFolder(casesFolder: string, name: string): string {
  const clean = cleanFileName(name.replaceAll(/[/\\]/g, '_'));
  for (let attempt = 1; ; attempt++) {
    const suffix = attempt === 1 ? '' : ` ${attempt}`;
    const folder = path.join(casesFolder, `${clean}${suffix}.casebook`);
    if (!fs.existsSync(folder)) return folder;
  }
}
