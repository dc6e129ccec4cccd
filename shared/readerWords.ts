/** How a content was cut into records, by the reader's name, in the auditor's words. */
const words: Readonly<Record<string, string>> = {
  'json-array': 'JSON, a list of records',
  'json-object': 'JSON, one record',
  'json-lines': 'JSON lines',
  'json-concatenated': 'JSON, one record behind the other',
  'prefixed-json-lines': 'JSON lines behind a prefix',
  'json-wrapper': 'JSON, a list inside an object',
  csv: 'CSV',
  'langfuse-csv-a': 'CSV as Langfuse writes it',
  'postgres-log': 'PostgreSQL log text',
  'bitbucket-log': 'Bitbucket log text',
};

/** A reader that nobody knows (of a newer Casebook) is told by its name. */
export function readerWords(reader: string): string {
  return Object.hasOwn(words, reader) ? (words[reader] ?? reader) : reader;
}
