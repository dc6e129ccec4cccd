import type { JobProgress } from '../../shared/importResult.ts';
import { countWords, numberWords, sizeWords } from './words.ts';

const phases: Readonly<Record<JobProgress['phase'], string>> = {
  reading: 'reading',
  indexing: 'indexing',
  writing: 'writing',
  verifying: 'verifying',
  fetching: 'fetching',
  noting: 'noting',
};

/** How far a job is, in one line: `reading audit.json · 12 MB of 40 MB · 48,211 records · 31,000 records/s`. */
export function jobWords(progress: JobProgress): string {
  const { bytesDone, bytesTotal, records, rejected, seconds } = progress;
  if (progress.phase === 'noting')
    return `${numberWords(records)} of ${countWords(bytesTotal, 'event')}`;
  return [
    `${phases[progress.phase]} ${progress.what}`.trim(),
    ...(bytesTotal > 0 ? [`${sizeWords(bytesDone)} of ${sizeWords(bytesTotal)}`] : []),
    ...(records > 0 ? [countWords(records, 'record')] : []),
    ...(records > 0 && seconds >= 0.2
      ? [`${numberWords(Math.round(records / seconds))} records/s`]
      : []),
    ...(rejected > 0 ? [`${numberWords(rejected)} rejected`] : []),
  ].join(' · ');
}
