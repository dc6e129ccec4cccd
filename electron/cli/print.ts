/** Output of the command line: results to standard output, progress and messages to standard error. */
import { once } from 'node:events';

import type { JobProgress } from '../../shared/importResult.ts';

/** Where standard output and standard error may go to a reader that has heard enough (`| head`): what more is said is dropped. */
const deaf = new Set<NodeJS.WriteStream>();

/** A reader that closes is no error of a command: it ends as it would have, and is not heard. Any other failure to write is thrown. */
export function allowReadersToLeave(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      deaf.add(stream);
    });
}

export function printJson(value: unknown): void {
  printLine(JSON.stringify(value));
}

export function printLine(line: string): void {
  if (!deaf.has(process.stdout)) process.stdout.write(`${line}\n`);
}

/** Writes and waits where the reader is slower. Throws EPIPE where it has left: the rest need not be made. */
export async function write(text: string): Promise<void> {
  if (deaf.has(process.stdout)) throw Object.assign(new Error('no reader'), { code: 'EPIPE' });
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

export function say(message: string): void {
  if (!deaf.has(process.stderr)) process.stderr.write(`${message}\n`);
}

const control = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu;

/** Event data for a terminal: control and direction characters shown, so that a log cannot drive it. */
export function terminalSafe(text: string): string {
  return text.replace(
    control,
    (found) => `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

/** Columns aligned; the last is as wide as it is. A row of one cell is a line of its own among them. */
export function printTable(headers: readonly string[], rows: readonly (readonly string[])[]): void {
  const shown = [headers, ...rows].map((row) =>
    row.map((cell) => terminalSafe(cell.replaceAll('\n', ' '))),
  );
  const widths = headers.map((_, i) =>
    Math.min(60, Math.max(...shown.map((row) => (row.length === 1 ? 0 : (row[i]?.length ?? 0))))),
  );
  for (const [line, row] of shown.entries()) {
    const text = row
      .map((cell, i) => (i === row.length - 1 ? cell : fit(cell, widths[i] ?? 0)))
      .join('  ');
    printLine(line === 0 && process.stdout.isTTY ? `\u001B[1m${text}\u001B[0m` : text);
  }
}

function fit(cell: string, width: number): string {
  return cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width);
}

/** A progress bar on a terminal, nothing elsewhere. */
export function progressBar(progress: JobProgress): void {
  if (!process.stderr.isTTY) return;
  const share = progress.bytesTotal > 0 ? Math.min(1, progress.bytesDone / progress.bytesTotal) : 0;
  const filled = Math.round(share * 24);
  const rate = progress.seconds > 0 ? Math.round(progress.records / progress.seconds) : 0;
  process.stderr.write(
    `\r\u001B[K${'█'.repeat(filled)}${'░'.repeat(24 - filled)} ${progress.phase} ${terminalSafe(progress.what)} ${progress.records.toLocaleString('en')} records, ${rate.toLocaleString('en')}/s`,
  );
}

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
}
