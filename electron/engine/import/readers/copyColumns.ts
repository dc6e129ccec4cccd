/** Columns that a spreadsheet's rows have beside their own (`spreadsheet/sheetCsv.ts`): about the copy, not about the event. */
export const storedColumn = 'Stored in the spreadsheet';
export const placeColumn = 'Place in the spreadsheet';
/** What a search system's copy says beside the original record: index, host, when it was taken in. */
export const aroundRaw = 'splunk';
/** What stood before a JSON object on its line. */
export const textBefore = 'textBefore';

/** Whether a member of a record is about the copy: left out of an event's details, so that two copies are the same event. */
export function isOfCopy(key: string): boolean {
  return key === storedColumn || key === placeColumn || key === aroundRaw || key === textBefore;
}
