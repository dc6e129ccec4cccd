import { stoppedWords } from '../../../shared/sync.ts';
import type { SyncRun, SyncSchedule, SyncSourceInfo } from '../../../shared/sync.ts';
import { countWords } from '../../ui/words.ts';

export const kindWords: Readonly<Record<SyncSourceInfo['source']['kind'], string>> = {
  folder: 'Folder',
  api: 'Service',
  bucket: 'Bucket',
};

export function scheduleWords(schedule: SyncSchedule): string {
  switch (schedule.kind) {
    case 'hand':
      return 'by hand';
    case 'open':
      return 'when the case is opened';
    case 'every':
      return schedule.minutes % 60 === 0
        ? `every ${countWords(schedule.minutes / 60, 'hour').replace(/^1 /u, '')}`
        : `every ${countWords(schedule.minutes, 'minute')}`;
    default:
      throw new Error(`unknown schedule ${JSON.stringify(schedule satisfies never)}`);
  }
}

/** `30 new records in 2 files`, `nothing new`, `stopped after 12 new records`. */
export function runWords(run: SyncRun): string {
  const brought =
    run.newRecords === 0 && run.files === 0
      ? 'nothing new'
      : `${countWords(run.newRecords, 'new record')} in ${countWords(run.files, 'file')}`;
  if (run.error === null) return brought;
  if (run.files > 0) return `stopped after ${brought}`;
  return run.error === stoppedWords ? 'stopped' : 'failed';
}

const mostWarnings = 3;

/** The first few, and how many more there are. */
export function shownWarnings(warnings: readonly string[]): readonly string[] {
  if (warnings.length <= mostWarnings) return warnings;
  const left = warnings.length - mostWarnings;
  return [...warnings.slice(0, mostWarnings), `and ${left} more like these`];
}

/** What the auditor reads before allowing a source that came with the case. */
export function allowWords({ source, place }: SyncSourceInfo): readonly string[] {
  if (source.kind === 'folder')
    return [
      `It reads every file in the folder ${place} and below it, and copies them into the case.`,
    ];
  const secret =
    source.secret.kind === 'variable'
      ? `It sends the environment variable ${source.secret.name} of this computer to that server as its secret.`
      : source.secret.kind === 'store'
        ? 'It needs a secret for that server, which you give it yourself.'
        : 'It sends no secret.';
  return [
    `It fetches from ${place}, and contacts nothing else.`,
    secret,
    ...(source.certificate === null
      ? []
      : ['It trusts a certificate that came with the case, besides those of this computer.']),
  ];
}

/** An error of saving as the auditor should read it: without the names of our call. */
export function savingWords(message: string): string {
  return message.replace(/^sync\.save: source\.?/u, '').trim();
}
