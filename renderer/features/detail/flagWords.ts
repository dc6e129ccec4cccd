/** What the flags on a record mean to an auditor. */
const words: ReadonlyMap<string, string> = new Map([
  [
    'duplicate keys',
    'The record names a key twice. Programs differ in which value they take; the text in Raw shows both.',
  ],
  [
    'NUL character',
    'A text of the record holds a NUL character, where some programs stop reading.',
  ],
  [
    'number beyond 2^53',
    'A number has more digits than most programs keep. It is kept here digit by digit, as text.',
  ],
  ['lone surrogate', 'A text holds half of a character, which cannot be written as UTF-8.'],
  ['deep nesting', 'The record is nested so deeply that other programs may refuse it.'],
  [
    'invalid UTF-8',
    'Some bytes are not valid in the encoding of the file; they are shown as replacement characters. The bytes themselves are kept.',
  ],
  [
    'impossible time',
    'The time names a day or an hour that does not exist. The event has no time.',
  ],
  ['time not read', 'The time could not be read. The event has no time; see the text as logged.'],
  ['ragged row', 'The row has more or fewer cells than the header.'],
  [
    'exporter damaged',
    'The program that exported this record damaged it: some of its content is not what was logged.',
  ],
  [
    'spreadsheet re-saved',
    'A spreadsheet has probably re-saved this file and changed values on the way. Ask for the untouched export.',
  ],
  ['text told twice', 'The record tells the same thing twice, and the two do not agree.'],
  ['conflict', 'Same id, different content: another record has this id and says something else.'],
  [
    'clock corrected',
    'The clock of this evidence file is on record as wrong: the time is the logged one with the offset added (see When).',
  ],
  [
    'name derived',
    'The name of the resource is taken from its state by Casebook; the source logged only its id.',
  ],
]);

export function flagWords(flag: string): string {
  return words.get(flag) ?? flag;
}
