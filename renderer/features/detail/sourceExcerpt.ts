/** A stretch of an evidence file around a record, in three parts. */
export type Excerpt = {
  readonly before: string;
  readonly record: string;
  readonly after: string;
};

/** Bytes shown before and after a record. */
export const aroundBytes = 1500;
/** The most that is read of one record for this view: `original.content` gives 256 KiB at most. */
export const mostRecordBytes = 100_000;

/** What to ask of the evidence file for a record at `offset`. */
export function excerptRange(
  offset: number,
  length: number,
): { readonly offset: number; readonly length: number } {
  const from = Math.max(0, offset - aroundBytes);
  const recordEnd = offset + Math.min(length, mostRecordBytes);
  return { offset: from, length: recordEnd + aroundBytes - from };
}

/** Cuts the bytes that came at the record's edges, then decodes each part in the file's own encoding. */
export function excerptOf(
  bytes: Uint8Array,
  at: number,
  record: { readonly offset: number; readonly length: number },
  encoding: string,
): Excerpt {
  const decoder = new TextDecoder(encoding);
  const start = record.offset - at;
  const end = start + Math.min(record.length, mostRecordBytes);
  return {
    before: decoder.decode(bytes.subarray(0, start)),
    record: decoder.decode(bytes.subarray(start, end)),
    after: decoder.decode(bytes.subarray(end)),
  };
}

export function bytesOfBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
