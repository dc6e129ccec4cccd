import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import {
  firstSeed,
  generateCsv,
  generateEvents,
  generateRecordFiles,
  generateSmallFiles,
} from './generate.ts';

/** Generated files, made once each: their names hold all that decides what is in them. */
export type Dataset = {
  jsonl(events: number): string;
  csv(events: number): string;
  /** A folder of `{"Records":[…]}` gz files of 10,000. */
  recordFiles(events: number): string;
  /** A folder of gz files of a few JSON lines each, and one file of the same bytes. */
  smallFiles(files: number, each: number): { readonly folder: string; readonly whole: string };
};

const generator = createHash('sha256')
  .update(readFileSync(new URL('./generate.ts', import.meta.url)))
  .update(readFileSync(new URL('./random.ts', import.meta.url)))
  .digest('hex')
  .slice(0, 8);

/** Says on standard error what it makes; that takes about 10 s a million events. */
export function dataset(folder: string): Dataset {
  mkdirSync(folder, { recursive: true });
  const made = (what: string, size: string, ending: string, make: (to: string) => void): string => {
    const name = `${what}-${size}-seed${firstSeed}-${generator}${ending}`;
    const file = path.join(folder, name);
    if (existsSync(file)) return file;
    console.error(`making ${name}`);
    // Only what is whole gets the name.
    const unfinished = `${file}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    make(unfinished);
    renameSync(unfinished, file);
    return file;
  };
  return {
    jsonl: (events) => made('events', `${events}`, '.jsonl', (to) => generateEvents(to, events)),
    csv: (events) => made('events', `${events}`, '.csv', (to) => generateCsv(to, events)),
    recordFiles: (events) =>
      made('records', `${events}`, '', (to) => generateRecordFiles(to, events)),
    smallFiles: (files, each) => {
      const both = made('small', `${files}x${each}`, '', (to) => {
        mkdirSync(to);
        generateSmallFiles(path.join(to, 'files'), path.join(to, 'whole.jsonl.gz'), files, each);
      });
      return { folder: path.join(both, 'files'), whole: path.join(both, 'whole.jsonl.gz') };
    },
  };
}
