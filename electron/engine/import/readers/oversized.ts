/** The reason of a record that is longer than a record may be. `bytes` and `limit` are of its text as UTF-8. */
export function oversizedReason(bytes: number, limit: number): string {
  return `a record of ${bytes.toLocaleString('en-US')} bytes: more than the ${limit.toLocaleString('en-US')} that one record may have`;
}
