/** Columns that a spreadsheet's rows have beside their own (`spreadsheet/sheetCsv.ts`): about the copy, not about the event. */
export const storedColumn = 'Stored in the spreadsheet';
export const placeColumn = 'Place in the spreadsheet';
