import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import type { HostSettings, RecentCase } from '../shared/host.ts';

const recentLimit = 20;

const storedSchema = z.object({
  author: z.string().max(200).default(''),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  zone: z.string().max(100).default('UTC'),
  recentZones: z.array(z.string().max(100)).max(20).default([]),
  density: z.enum(['compact', 'roomy']).default('compact'),
  network: z.boolean().default(true),
  recent: z
    .array(z.object({ folder: z.string(), openedAt: z.string() }))
    .max(recentLimit)
    .default([]),
});
type Stored = z.infer<typeof storedSchema>;

export type SettingsChange = {
  readonly [K in keyof HostSettings]?: HostSettings[K] | undefined;
};

/**
 * The settings of this user, in one small file that only they can read. It is read anew each time, so that two
 * hosts at once do not undo each other's changes.
 */
export class HostSettingsFile {
  readonly #folder: string;
  readonly #file: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = path.join(folder, 'settings.json');
  }

  settings(): HostSettings {
    const { author, theme, zone, recentZones, density, network } = this.#read();
    return { author, theme, zone, recentZones, density, network };
  }

  change(change: SettingsChange): HostSettings {
    const before = this.#read();
    const {
      author = before.author,
      theme = before.theme,
      zone = before.zone,
      recentZones = before.recentZones,
      density = before.density,
      network = before.network,
    } = change;
    const settings = { author, theme, zone, recentZones: [...recentZones], density, network };
    this.#write({ ...before, ...settings });
    return settings;
  }

  /** Newest first. */
  recentFolders(): readonly { readonly folder: string; readonly openedAt: string }[] {
    return this.#read().recent;
  }

  opened(folder: string): void {
    const before = this.#read();
    const others = before.recent.filter((known) => known.folder !== folder);
    const recent = [{ folder, openedAt: new Date().toISOString() }, ...others];
    this.#write({ ...before, recent: recent.slice(0, recentLimit) });
  }

  forget(folder: string): void {
    const before = this.#read();
    this.#write({ ...before, recent: before.recent.filter((known) => known.folder !== folder) });
  }

  #read(): Stored {
    if (!fs.existsSync(this.#file)) return storedSchema.parse({});
    const decoded = storedSchema.safeParse(parsed(fs.readFileSync(this.#file, 'utf8')));
    if (decoded.success) return decoded.data;
    // a damaged file must not keep the program from starting; it stays beside the new one
    fs.renameSync(this.#file, `${this.#file}.damaged`);
    return storedSchema.parse({});
  }

  /** Through a second file, so that a full disk or a crash leaves the old settings. */
  #write(stored: Stored): void {
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const fresh = `${this.#file}.${process.pid}`;
    fs.writeFileSync(fresh, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
    fs.renameSync(fresh, this.#file);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

export type KnownCase = Omit<RecentCase, 'case'>;

/** Recent cases, newest first, and after them those in the cases folder that were not opened lately. */
export function recentCases(file: HostSettingsFile, casesFolder: string): readonly KnownCase[] {
  const recent = file.recentFolders().map(({ folder, openedAt }) => recentCase(folder, openedAt));
  const known = new Set(recent.map((one) => one.folder));
  const others = caseFoldersIn(casesFolder)
    .filter((folder) => !known.has(folder))
    .map((folder) => recentCase(folder, fs.statSync(folder).mtime.toISOString()));
  return [...recent, ...others.toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1))];
}

function recentCase(folder: string, openedAt: string): KnownCase {
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return { id, name: caseName(folder), folder, openedAt };
}

function caseFoldersIn(folder: string): readonly string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.endsWith('.casebook'))
    .map((entry) => path.join(folder, entry.name))
    .filter(isCase);
}

/** A folder is a case as soon as it holds evidence.db. */
export function isCase(folder: string): boolean {
  return fs.existsSync(path.join(folder, 'evidence.db'));
}

export function caseName(folder: string): string {
  return path.basename(folder).replace(/\.casebook$/i, '');
}
