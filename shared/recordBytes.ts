/** Where the bytes of a record lie and how they are proved by hand, in words: one way of saying it everywhere (docs/proof.md). */
import type { OriginalInfo } from './importResult.ts';

/** `offset` is the place of the first byte, counted from 0. */
type Span = { readonly offset: number; readonly length: number };

/**
 * `933 bytes from byte 51933 on`: by the first byte and their number, as offset and length say it in every export; digits without
 * commas, to be copied into a command.
 */
export function byteRange({ offset, length }: Span): string {
  return `${length} ${length === 1 ? 'byte' : 'bytes'} from byte ${offset} on`;
}

/** The same with how they are counted. */
export function byteRangeWords(span: Span): string {
  return `${byteRange(span)} (${countedFrom})`;
}

export const countedFrom = 'the first is byte 0';

/** What the bytes of an evidence file are counted in, by how it came. */
export function contentWords(container: OriginalInfo['container']): string {
  switch (container) {
    case 'plain':
      return 'the file as it was given';
    case 'gzip':
      return 'the unpacked content of the .gz file';
    case 'zip':
      return 'the unpacked content of the archive’s member; of a workbook, the CSV that Casebook makes of the sheet';
    default:
      throw new Error(`unknown container ${String(container satisfies never)}`);
  }
}

/** Prints the SHA-256 of a record's bytes, cut out of FILE with the usual tools of Unix (`tail` counts from 1). */
export function proofCommand(
  { offset, length }: Span,
  container: OriginalInfo['container'],
): string {
  const cut = `tail -c +${offset + 1}`;
  const from =
    container === 'plain'
      ? `${cut} FILE`
      : `${container === 'gzip' ? 'gunzip -c FILE' : 'unzip -p FILE MEMBER'} | ${cut}`;
  return `${from} | head -c ${length} | sha256sum`;
}
